"""What does a substitution do, and how would it look?"""

from __future__ import annotations

import dataclasses
import os
from collections.abc import Iterator, Sequence
from functools import cached_property
from typing import TYPE_CHECKING, Any, overload

from rasstruct._base.errors import LookupFailedError
from rasstruct._base.records import Records
from rasstruct.analysis.mutagenesis.measure_effect import measure_effects
from rasstruct.analysis.mutagenesis.mutation_effect import MutationEffect
from rasstruct.analysis.mutagenesis.place_side_chain import PlacedRotamer, place_side_chain
from rasstruct.analysis.mutagenesis.site import describe_site
from rasstruct.analysis.mutagenesis.substitution import Substitution, read_substitutions, three_letter
from rasstruct.annotation.chain import AnnotatedChain

if TYPE_CHECKING:
    import gemmi
    import pandas as pd

    from rasstruct.analysis.mutagenesis.refine import RefinedModel
    from rasstruct.api.entry import Entry

__all__ = ["Mutant", "Mutants", "mutate"]

_N_ROTAMERS = 3


@dataclasses.dataclass(frozen=True, eq=False, repr=False)
class Mutant:
    """One substitution in one chain; made by `RasChain.mutate`.

    ``effects`` has one row an inhibitor; ``label``, ``verdict``, ``score`` and so
    on are those of the first.
    """

    chain: AnnotatedChain
    substitution: Substitution
    effects: Records[MutationEffect]

    @property
    def mutation(self) -> str:
        """Name of the substitution."""
        return self.substitution.mutation

    @property
    def effect(self) -> MutationEffect:
        """The row of the first inhibitor, or of none."""
        return self.effects[0]

    @property
    def from_residue(self) -> str | None:
        """One-letter residue that is replaced; `None` when it is not modelled."""
        return self.substitution.from_residue

    @property
    def label(self) -> str | None:
        """Structural label against the first inhibitor; `None` without one."""
        return self.effect.label

    @property
    def verdict(self) -> str | None:
        """Say whether the binding of the first inhibitor is disturbed, spared, or nothing can be said."""
        return self.effect.verdict

    @property
    def score(self) -> float | None:
        """How much the binding of the first inhibitor is disturbed, 0 to 1."""
        return self.effect.score

    @property
    def mechanism_flags(self) -> tuple[str, ...]:
        """Mechanisms beside the contact with the first inhibitor."""
        return self.effect.mechanism_flags

    @property
    def explanation(self) -> str:
        """One sentence with the numbers behind the label."""
        return self.effect.explanation

    @cached_property
    def rotamers(self) -> tuple[PlacedRotamer, ...]:
        """The best rotamers of the new side chain, with coordinates in Å; none when the backbone is not modelled."""
        residue, ligands = self.substitution.residue, self.chain.inhibitors
        site = None if residue is None else describe_site(self.chain, residue, ligands[0] if ligands else None)
        if site is None:
            return ()
        return place_side_chain(site.frame, three_letter(self.substitution.to_residue), site.surroundings, _N_ROTAMERS)

    @cached_property
    def entry(self) -> Entry:
        """The whole structure with the best rotamer; mutating a residue to itself leaves it as it is.

        Raises
        ------
        LookupFailedError
            When the residue is not modelled.
        """
        from rasstruct.api.load import load

        return load(self.to_gemmi())

    def to_gemmi(self) -> gemmi.Structure:
        """Make a gemmi structure with the best rotamer, in the numbering of the file; see `mutate_structure`."""
        from rasstruct.analysis.mutagenesis.mutate_structure import mutate_structure
        from rasstruct.structure.interop.exported_atoms import select_residues
        from rasstruct.structure.interop.to_gemmi import build_gemmi

        residue = self.substitution.residue
        if residue is None or not self.rotamers:
            raise LookupFailedError(f"{self.explanation} There is no model to write; choose a modelled residue")
        if self.substitution.from_residue == self.substitution.to_residue:
            return build_gemmi(select_residues(self.chain.structure, (self.chain.numbering,), numbering="author"))
        return mutate_structure(self.chain, residue, self.rotamers[0])

    def refine(self, *, seed: int = 0) -> RefinedModel:
        """Relax the side chains around it with OpenMM; needs the extra ``refine``, see `refine_side_chains`.

        Raises
        ------
        RasStructError
            When OpenMM or PDBFixer is not installed.
        """
        from rasstruct.analysis.mutagenesis.refine import refine_side_chains

        structure = self.to_gemmi()
        key = self.chain.structure.topology.residue_key(self.substitution.residue or 0)
        return refine_side_chains(structure, key.chain_id, key.author_number, seed=seed)

    def to_pdb(self, path: str | os.PathLike[str] | None = None) -> str | None:
        """Write the mutated structure in PDB format; see `Entry.to_pdb`."""
        return self.entry.to_pdb(path, numbering="author")

    def to_cif(self, path: str | os.PathLike[str] | None = None) -> str | None:
        """Write the mutated structure as mmCIF; see `Entry.to_cif`."""
        return self.entry.to_cif(path, numbering="author")

    def to_records(self) -> list[dict[str, Any]]:
        """Give the effects as dictionaries of plain values."""
        return self.effects.to_records()

    def to_frame(self) -> pd.DataFrame:
        """Give the effects as a DataFrame, one row an inhibitor."""
        return self.effects.to_frame()

    def __repr__(self) -> str:
        score = "" if self.score is None else f" · {self.score:.2f}"
        return f"<Mutant {self.mutation} of chain {self.chain.chain_id} · {self.label or 'no inhibitor'}{score}>"


class Mutants(Sequence[Mutant]):
    """Several substitutions of one chain, in the order asked for."""

    def __init__(self, mutants: Sequence[Mutant]) -> None:
        self._mutants = tuple(mutants)

    @property
    def effects(self) -> Records[MutationEffect]:
        """All rows, one a substitution and inhibitor."""
        return Records(MutationEffect, (row for mutant in self for row in mutant.effects))

    def to_records(self) -> list[dict[str, Any]]:
        """Give the effects as dictionaries of plain values."""
        return self.effects.to_records()

    def to_frame(self) -> pd.DataFrame:
        """Give the effects as a DataFrame, one row a substitution and inhibitor."""
        return self.effects.to_frame()

    @overload
    def __getitem__(self, index: int | str) -> Mutant: ...

    @overload
    def __getitem__(self, index: slice) -> Mutants: ...

    def __getitem__(self, index: int | str | slice) -> Mutant | Mutants:
        if isinstance(index, str):
            found = [mutant for mutant in self if mutant.mutation == index]
            if not found:
                known = ", ".join(mutant.mutation for mutant in self)
                raise LookupFailedError(f"found no mutation {index}, expected one of {known}")
            return found[0]
        return Mutants(self._mutants[index]) if isinstance(index, slice) else self._mutants[index]

    def __len__(self) -> int:
        return len(self._mutants)

    def __iter__(self) -> Iterator[Mutant]:
        return iter(self._mutants)

    def _ipython_key_completions_(self) -> list[str]:
        return [mutant.mutation for mutant in self]

    def __repr__(self) -> str:
        return f"<{len(self)} mutants: {', '.join(mutant.mutation for mutant in self)}>"


def mutate(chain: AnnotatedChain, request: str | Sequence[str]) -> Mutant | Mutants:
    """Substitute residues of a chain; see `read_substitutions` and `measure_effects`.

    Returns
    -------
    Mutant or Mutants
        One for a request that names one substitution, else all.
    """
    substitutions = read_substitutions(chain, request)
    effects = measure_effects(chain, substitutions)
    each = len(effects) // len(substitutions)
    rows = tuple(effects)
    mutants = [
        Mutant(chain, one, Records(MutationEffect, rows[place * each : (place + 1) * each]))
        for place, one in enumerate(substitutions)
    ]
    return mutants[0] if isinstance(request, str) and len(mutants) == 1 else Mutants(mutants)
