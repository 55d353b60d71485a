"""Which colour has each residue of a RAS chain, and what does it stand for?"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

import numpy as np

from rasstruct._base.errors import LookupFailedError
from rasstruct.analysis.ddg import DdgTable
from rasstruct.annotation.chain import AnnotatedChain
from rasstruct.reference.switches import get_switch_loop
from rasstruct.view.drawn_regions import list_drawn_regions
from rasstruct.view.evidence import find_evidence
from rasstruct.view.palette import (
    EVIDENCE_COLOURS,
    MUTATION_COLOURS,
    REGION_COLOURS,
    REST_COLOUR,
    SWITCH_COLOURS,
    UNCLASSIFIED_COLOUR,
    shade_score,
)
from rasstruct.view.scene import LegendEntry

__all__ = ["COLOURINGS", "Colouring", "colour_residues"]

_UNCLASSIFIED = ("Outlier", "Disordered")
_FOLDING = "folding"
#: scale of a model's own estimate of its error, pLDDT
_PERCENT = 100.0


@dataclass(frozen=True, slots=True)
class Colouring:
    """Colours by UniProt number; residues without one have the colour of the rest.

    ``marked`` are labels of residues that the colouring is about, by UniProt number.
    """

    colours: Mapping[int, str]
    legend: tuple[LegendEntry, ...]
    marked: Mapping[int, str]
    notes: tuple[str, ...] = ()


def colour_residues(
    chain: AnnotatedChain, by: str = "region", *, ddg: DdgTable | None = None, trait: str | None = None
) -> Colouring:
    """Colour the residues of a chain.

    Parameters
    ----------
    chain
        The chain.
    by
        ``"region"``, ``"mutation"`` (what differs from the isoform, by class),
        ``"resistance"`` (what is published of mutations of a residue with the
        bound inhibitor), ``"conformation"`` (classes of the switches),
        ``"b_factor"`` (mean of a residue in Å²; pLDDT of a predicted model) or
        ``"ddg"`` (mean over the substitutions measured, kcal/mol).
    ddg
        Measured free energy changes, for ``"ddg"``; see `rasstruct.load_ddg`.
    trait
        Which of its traits: folding, or the first one, when not given.

    Raises
    ------
    LookupFailedError
        When there is no such colouring, or no table or trait for ``"ddg"``.

    Examples
    --------
    >>> import rasstruct as rs
    >>> [entry.text for entry in colour_residues(rs.load("8AZR")["A"], "mutation").legend]
    ['engineered construct: C118S', 'as in KRAS4B']
    """
    if by == "ddg":
        return _by_ddg(chain, ddg, trait)
    if by not in _COLOURINGS:
        raise LookupFailedError(f"found color {by!r}, expected one of {', '.join(COLOURINGS)}; choose one of these")
    return _COLOURINGS[by](chain)


def _by_region(chain: AnnotatedChain) -> Colouring:
    """Colour motifs, switches, helix α3 and the hypervariable region."""
    colours: dict[int, str] = {}
    legend = []
    modelled = set(chain.numbering.uniprot_numbers.tolist())
    for row in list_drawn_regions(chain.numbering.reference_isoform):
        there = modelled.intersection(row.residues)
        colours |= dict.fromkeys(there, REGION_COLOURS[row.region])
        if there:
            ends = f"{row.residues[0]}–{row.residues[-1]}"
            legend.append(LegendEntry(REGION_COLOURS[row.region], f"{row.region} ({ends})"))
    return Colouring(colours, (*legend, _rest("rest of RAS")), {})


def _by_mutation(chain: AnnotatedChain) -> Colouring:
    """Colour the residues that differ from the isoform."""
    colours, marked = {}, {}
    named: dict[str, list[str]] = {}
    for row in chain.sequence_mutations:
        kind = next((name for name in MUTATION_COLOURS if name in row.classes), "other")
        named.setdefault(kind, []).append(row.mutation if row.is_modelled else f"{row.mutation} (not modelled)")
        if row.is_modelled:
            colours[row.uniprot_number], marked[row.uniprot_number] = MUTATION_COLOURS[kind], row.mutation
    legend = [LegendEntry(MUTATION_COLOURS[kind], f"{kind}: {', '.join(names)}") for kind, names in named.items()]
    return Colouring(colours, (*legend, _rest(f"as in {chain.isoform}")), marked)


def _by_resistance(chain: AnnotatedChain) -> Colouring:
    """Colour the residues by what is published of their mutations with inhibitors."""
    found = find_evidence(chain)
    colours = {number: EVIDENCE_COLOURS[kind] for number, (kind, _) in found.items()}
    legend = [
        LegendEntry(colour, f"{kind}: {_list_residues(chain, numbers)}")
        for kind, colour in EVIDENCE_COLOURS.items()
        if (numbers := [number for number, (own, _) in sorted(found.items()) if own == kind])
    ]
    return Colouring(colours, (*legend, _rest("nothing published, not in contact")), {})


def _by_conformation(chain: AnnotatedChain) -> Colouring:
    """Colour the switch loops, and name the class of each."""
    if chain.numbering.is_peptide:
        return Colouring({}, (_rest("peptide without switches"),), {})
    colours: dict[int, str] = {}
    marked: dict[int, str] = {}
    legend = []
    for call in (chain.conformation.sw1, chain.conformation.sw2):
        loop = get_switch_loop(call.loop)
        called = call.conformation or "not modelled"
        is_classified = call.conformation is not None and not called.endswith(_UNCLASSIFIED)
        colour = SWITCH_COLOURS[call.loop] if is_classified else UNCLASSIFIED_COLOUR
        colours |= dict.fromkeys(loop.residues, colour)
        near = "" if is_classified or call.nearest is None else f", nearest {call.nearest}"
        legend.append(LegendEntry(colour, f"{call.loop} ({loop.residues[0]}–{loop.residues[-1]}): {called}{near}"))
        letter = _letter_at(chain, loop.tyrosine)
        if letter:
            marked[loop.tyrosine] = f"{letter}{loop.tyrosine}"
    return Colouring(colours, (*legend, _rest("rest of RAS")), marked)


def _by_b_factor(chain: AnnotatedChain) -> Colouring:
    """Colour by the mean B-factor of a residue, or by the confidence of a predicted model."""
    topology, numbering = chain.structure.topology, chain.numbering
    is_meant = topology.is_heavy & topology.default_conformer
    counts = np.bincount(topology.residue_index[is_meant], minlength=topology.n_residues)
    sums = np.bincount(topology.residue_index[is_meant], topology.b_factor[is_meant], minlength=topology.n_residues)
    means = (sums / np.maximum(counts, 1))[numbering.residues]
    values = dict(zip(numbering.uniprot_numbers.tolist(), means.tolist(), strict=True))
    if chain.structure.metadata.is_predicted:
        return _by_value(values, 0.0, _PERCENT, "pLDDT of the prediction {:.0f}", ())
    return _by_value(values, float(means.min()), float(means.max()), "B-factor {:.0f} Å²", ())


def _by_ddg(chain: AnnotatedChain, ddg: DdgTable | None, trait: str | None) -> Colouring:
    """Colour by the mean change over the substitutions that were measured."""
    if ddg is None:
        raise LookupFailedError(
            'found color "ddg" and no table, expected measured changes; give ddg=rasstruct.load_ddg("file.tsv")'
        )
    chosen = trait or next((name for name in ddg.traits if name.casefold() == _FOLDING), ddg.traits[0])
    if chosen not in ddg.traits:
        raise LookupFailedError(f"found trait {chosen!r}, expected one of {', '.join(ddg.traits)}; choose one of these")
    measured: dict[int, list[float]] = {}
    for row in ddg.rows:
        number = "".join(letter for letter in row.mutation if letter.isdigit())
        if row.trait == chosen and number:
            measured.setdefault(int(number), []).append(row.ddg)
    modelled = set(chain.numbering.uniprot_numbers.tolist())
    values = {number: float(np.mean(found)) for number, found in measured.items() if number in modelled}
    if not values:
        return Colouring({}, (_rest(f"no ΔΔG of {chosen} measured"),), {})
    top = max(float(np.percentile(list(values.values()), 95)), 0.1)
    note = f"ΔΔG of {chosen}: mean over the substitutions measured; smaller than 0 is drawn as 0"
    return _by_value(values, 0.0, top, f"mean ΔΔG of {chosen} {{:.1f}} kcal/mol", (note,))


def _by_value(values: Mapping[int, float], low: float, high: float, text: str, notes: tuple[str, ...]) -> Colouring:
    """Colour by a number between two limits."""
    width = max(high - low, 1e-9)
    colours = {number: shade_score((value - low) / width) for number, value in values.items()}
    legend = [LegendEntry(shade_score(part), text.format(low + part * width)) for part in (0.0, 0.5, 1.0)]
    return Colouring(colours, (*legend, _rest("no value")), {}, notes)


def _rest(text: str) -> LegendEntry:
    """Name what has no colour of its own."""
    return LegendEntry(REST_COLOUR, text)


def _letter_at(chain: AnnotatedChain, number: int) -> str:
    """Give the one-letter residue that is modelled, empty when none is."""
    residue = chain.numbering.residue_at(number)
    return "" if residue is None else chr(int(chain.structure.topology.letter[residue]))


def _list_residues(chain: AnnotatedChain, numbers: Iterable[int]) -> str:
    """Name residues as they are in the structure."""
    return ", ".join(f"{_letter_at(chain, number)}{number}" for number in numbers)


_COLOURINGS: dict[str, Callable[[AnnotatedChain], Colouring]] = {
    "region": _by_region,
    "mutation": _by_mutation,
    "resistance": _by_resistance,
    "conformation": _by_conformation,
    "b_factor": _by_b_factor,
}
#: names of the colourings
COLOURINGS = (*_COLOURINGS, "ddg")
