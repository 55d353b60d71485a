"""What lies where along the sequence of a chain: regions, gaps, mutations, pockets, contacts?

One mark a row of the table, and one row a mark. Residues are numbered as in
UniProt; tags have no such number and no place here.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any

from rasstruct._base.records import Records, column
from rasstruct.analysis.residue_distances import measure_residues, show_distance
from rasstruct.annotation.chain import AnnotatedChain
from rasstruct.annotation.ligands import BoundLigand
from rasstruct.reference.defaults import DEFAULT_CUTOFF
from rasstruct.reference.pockets import default_pockets, get_pocket, site_markers
from rasstruct.view.drawn_regions import list_drawn_regions

if TYPE_CHECKING:
    from matplotlib.axes import Axes

__all__ = ["TrackMark", "list_sequence_track", "sequence_track"]

_RESIDUES, _REGIONS, _MUTATIONS, _POCKETS, _CONTACTS = "residues", "regions", "mutations", "pockets", "contacts"
#: regions that are drawn beside the motifs and switches of the scheme, and where their ranges come from
_LINING, _NUCLEOTIDE = "lining", "nucleotide"


@dataclasses.dataclass(frozen=True, slots=True)
class TrackMark:
    """One mark of the sequence track."""

    chain_id: str = column("string", "author chain")
    track: str = column("string", "residues, regions, mutations, pockets or contacts")
    name: str = column("string", "modelled or missing; region; mutation; pocket; or the ligand that is touched")
    first: int = column("integer", "first UniProt number")
    last: int = column("integer", "last UniProt number")
    is_modelled: bool = column("boolean", "whether it is in the coordinates")
    classes: tuple[str, ...] = column("list", "of a mutation: hotspot, acquired resistance …", default=())
    distance: float | None = column("number", "of a contact: nearest heavy atoms", unit="Å", default=None)
    side_chain_distance: float | None = column(
        "number", "of a contact: from the atoms beyond CB", unit="Å", default=None
    )
    backbone_distance: float | None = column("number", "of a contact: from backbone and CB", unit="Å", default=None)


def sequence_track(
    chain: AnnotatedChain,
    *,
    pockets: Sequence[str] | None = None,
    cutoff: float = DEFAULT_CUTOFF,
    axes: Axes | None = None,
) -> Axes:
    """Draw what lies where along the sequence of a chain.

    Parameters
    ----------
    chain, pockets, cutoff
        See `list_sequence_track`.
    axes
        Axes to draw on; new ones when not given.

    Returns
    -------
    matplotlib.axes.Axes
        Its table is `list_sequence_track`.
    """
    from rasstruct.view.plots.draw_track import draw_track

    return draw_track(list_sequence_track(chain, pockets=pockets, cutoff=cutoff), _describe(chain), cutoff, axes)


def list_sequence_track(
    chain: AnnotatedChain, *, pockets: Sequence[str] | None = None, cutoff: float = DEFAULT_CUTOFF
) -> Records[TrackMark]:
    """List the marks of the sequence track.

    Parameters
    ----------
    chain
        The chain; its first model is used.
    pockets
        Names of pockets; when not given those whose lining is published, and the sites of the inhibitors.
    cutoff
        Largest distance of a contact in Å.

    Returns
    -------
    Records of TrackMark
        Residues from the first to the last of the construct; regions that lie in it; mutations; pockets; contacts
        of the inhibitors and the nucleotide. Each stretch is either modelled or missing. In each track by number.

    Raises
    ------
    LookupFailedError
        When there is no pocket of that name.

    Examples
    --------
    >>> import rasstruct as rs
    >>> marks = list_sequence_track(rs.load("8AZR")["A"])
    >>> [(mark.name, mark.first) for mark in marks if mark.track == "mutations"]
    [('C118S', 118)]
    """
    numbers = _construct_numbers(chain)
    modelled = {number for number in chain.numbering.uniprot_numbers.tolist() if number > 0}

    def mark(track: str, name: str, first: int, last: int, *details: Any) -> TrackMark:
        return TrackMark(chain.chain_id, track, name, first, last, first in modelled, *details)

    def split(residues: Iterable[int]) -> list[tuple[int, int]]:
        """Give the stretches of a construct's residues, each modelled or missing."""
        there = {number for number in residues if number in numbers}
        return sorted(ends for part in (there & modelled, there - modelled) for ends in _find_stretches(part))

    marks = [mark(_RESIDUES, "modelled" if ends[0] in modelled else "missing", *ends) for ends in split(numbers)]
    for region in list_drawn_regions(chain.numbering.reference_isoform):
        marks.extend(mark(_REGIONS, region.region, *ends) for ends in split(region.residues))
    marks.extend(
        mark(_MUTATIONS, row.mutation, row.uniprot_number, row.uniprot_number, row.classes)
        for row in chain.sequence_mutations
    )
    for name in _choose_pockets(chain) if pockets is None else pockets:
        marks.extend(mark(_POCKETS, name, *ends) for ends in split(get_pocket(name).residues))
    for ligand in _choose_ligands(chain):
        label = _name_ligand(chain, ligand)
        marks.extend(mark(_CONTACTS, label, *contact) for contact in _list_contacts(chain, ligand, cutoff))
    return Records(TrackMark, marks)


def _construct_numbers(chain: AnnotatedChain) -> range:
    """Give the UniProt numbers from the first to the last residue of the construct."""
    numbering = chain.numbering
    stated = [] if numbering.sequence_numbers is None else [int(number) for number in numbering.sequence_numbers]
    numbers = [number for number in (*stated, *numbering.uniprot_numbers.tolist()) if number > 0]
    return range(min(numbers), max(numbers) + 1)


def _find_stretches(numbers: Iterable[int]) -> list[tuple[int, int]]:
    """Give first and last number of every run of consecutive numbers."""
    stretches: list[tuple[int, int]] = []
    for number in sorted(numbers):
        if stretches and stretches[-1][1] == number - 1:
            stretches[-1] = (stretches[-1][0], number)
        else:
            stretches.append((number, number))
    return stretches


def _choose_pockets(chain: AnnotatedChain) -> list[str]:
    """Name the pockets to draw: those with a published lining that ligands are assigned to, then other sites here."""
    known = default_pockets()
    usual = [name for name in site_markers() if name in known and known[name].definition == _LINING]
    return list(dict.fromkeys([*usual, *(row.site for row in chain.inhibitors if row.site in known)]))


def _choose_ligands(chain: AnnotatedChain) -> list[BoundLigand]:
    """Give the inhibitors, then the nucleotide."""
    return [*chain.inhibitors, *(row for row in chain.bound_ligands if row.role == _NUCLEOTIDE)]


def _list_contacts(
    chain: AnnotatedChain, ligand: BoundLigand, cutoff: float
) -> list[tuple[int, int, tuple[str, ...], float | None, float | None, float | None]]:
    """Give first and last number, no classes, and the distances of every residue that a ligand touches."""
    return [
        (
            row.uniprot_number,
            row.uniprot_number,
            (),
            show_distance(row.any_atom),
            show_distance(row.side_chain),
            show_distance(row.backbone),
        )
        for row in measure_residues(chain, ligand)
        if row.uniprot_number > 0 and row.any_atom <= cutoff
    ]


def _name_ligand(chain: AnnotatedChain, ligand: BoundLigand) -> str:
    """Name a ligand, with its key where another copy has the same code."""
    is_only = sum(other.label == ligand.label for other in _choose_ligands(chain)) == 1
    return ligand.label if is_only else f"{ligand.label} {ligand.key}"


def _describe(chain: AnnotatedChain) -> str:
    """Say which chain it is."""
    return f"{chain.pdb_id or chain.structure.source} chain {chain.chain_id}, {chain.isoform}"
