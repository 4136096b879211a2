"""A network as a file that other programs read: GraphML and GEXF for Gephi, by networkx."""

from __future__ import annotations

import io
import re
from typing import TYPE_CHECKING

from ..languages.messages import _, enumeration

if TYPE_CHECKING:
    from .networks import Network

UNFIT = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")  # characters that XML has not
DATE = re.compile(rb' lastmodifieddate="[^"]*"')
ENDINGS = (".graphml", ".gexf")


def network_bytes(found: Network, ending: str) -> bytes:
    """Return a network as a file with this ending, ``.graphml`` or ``.gexf``; the same network gives the same bytes.

    Raises
    ------
    ValueError : for another ending.

    >>> from analysis import Tokeniser, network, parse
    >>> b"<gexf" in network_bytes(network(Tokeniser().tokens(parse(""))), ".gexf")
    True
    """
    import networkx

    writers = dict(zip(ENDINGS, (networkx.write_graphml_xml, networkx.write_gexf), strict=True))
    if ending not in writers:
        message = _("{ending!r}; a network is saved as {endings}")
        raise ValueError("ending: " + message.format(ending=ending, endings=enumeration(ENDINGS)))
    graph = found.graph()
    names = {node: UNFIT.sub("\N{REPLACEMENT CHARACTER}", node) for node in graph}
    data = io.BytesIO()
    writers[ending](networkx.relabel_nodes(graph, names), data)
    return DATE.sub(b"", data.getvalue())
