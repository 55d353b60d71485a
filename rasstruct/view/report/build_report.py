"""How do the answers to all questions about some chains become one page?"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from rasstruct._base.records import Records
from rasstruct.annotation.chain import AnnotatedChain
from rasstruct.annotation.record import ChainRecord, summarise_chain
from rasstruct.view.build_scene import describe_chain
from rasstruct.view.facts import list_chain_facts
from rasstruct.view.html_table import draw_table
from rasstruct.view.page import load_script
from rasstruct.view.report.chain_parts import draw_chain_parts, draw_resistance, draw_view
from rasstruct.view.report.ligand_parts import draw_ligand_parts
from rasstruct.view.report.provenance import describe_provenance
from rasstruct.view.report.section import Part, Section
from rasstruct.view.templates import read_web_file, render, trust

__all__ = ["build_report"]

_INDEX_COLUMNS = {
    "pdb_id": "entry",
    "chain_id": "chain",
    "isoform": "protein",
    "mutations": "mutations",
    "nucleotide_state": "nucleotide",
    "sw1_class": "switch I",
    "sw2_class": "switch II",
    "inhibitors": "inhibitors",
    "partners": "partners",
}


def build_report(chains: Sequence[AnnotatedChain], progress: Callable[[int, int], None] | None = None) -> str:
    """Make a page that needs nothing but itself.

    Parameters
    ----------
    chains
        The chains, one section each.
    progress
        Called with the number of chains done and of all.

    Returns
    -------
    str
        HTML.
    """
    sections = []
    for index, chain in enumerate(chains):
        sections.append(_draw_section(chain, index))
        if progress is not None:
            progress(index + 1, len(chains))
    structures = list({id(chain.structure): chain.structure for chain in chains}.values())
    names = list(dict.fromkeys(structure.metadata.pdb_id or structure.source for structure in structures))
    index_table = None
    if len(chains) > 1:
        records = Records(ChainRecord, (summarise_chain(chain) for chain in chains))
        index_table = trust(draw_table(records, "All RAS chains", _INDEX_COLUMNS))
    provenance = describe_provenance(structures)
    n_chains = f"{len(chains)} RAS chain{'s' if len(chains) > 1 else ''}"
    return render(
        "report.html",
        title=f"RAS report: {', '.join(names)}",
        lead=f"{n_chains} in {len(structures)} structure{'s' if len(structures) > 1 else ''}, by rasstruct.",
        css=trust(read_web_file("report.css")),
        code=trust(read_web_file("report.js")),
        script=load_script()[0],
        index=index_table,
        sections=[_trusted(section) for section in sections],
        provenance=provenance,
    )


def _draw_section(chain: AnnotatedChain, index: int) -> Section:
    """Draw everything about one chain."""
    parts: list[Part] = [draw_view(chain), *draw_chain_parts(chain), *draw_ligand_parts(chain)]
    if not chain.numbering.is_peptide:
        parts.append(draw_resistance(chain))
    return Section(f"chain-{index + 1}", describe_chain(chain), tuple(list_chain_facts(chain)), tuple(parts))


def _trusted(section: Section) -> dict[str, object]:
    """Mark the blocks of a section as made here; names, facts and sentences are escaped by the template."""
    parts = [
        {
            "title": part.title,
            "texts": part.texts,
            "notes": part.notes,
            "blocks": [trust(block) for block in part.blocks],
        }
        for part in section.parts
    ]
    return {"id": section.id, "name": section.name, "facts": section.facts, "parts": parts}
