"""A molecule bound to a RAS chain, and the set of them, as users hold them."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Iterator, Mapping

from rasstruct._base.errors import LookupFailedError
from rasstruct._base.records import Records
from rasstruct.analysis.residue_distances import ResidueContact, list_contacts
from rasstruct.annotation.chain import AnnotatedChain
from rasstruct.annotation.ligands import BoundLigand
from rasstruct.reference.defaults import DEFAULT_CUTOFF

__all__ = ["Ligand", "LigandSet"]


@dataclasses.dataclass(frozen=True, eq=False, repr=False)
class Ligand:
    """A molecule bound to a RAS chain."""

    chain: AnnotatedChain
    bound: BoundLigand

    @property
    def key(self) -> str:
        """Chain and number of the (first) residue, such as ``"A/204"``."""
        return str(self.bound.key)

    @property
    def het_code(self) -> str | None:
        """HET code as in the file; `None` for a peptide."""
        return self.bound.het_code

    @property
    def name(self) -> str | None:
        """Name of the molecule, from the ligand table or the file."""
        return self.bound.name

    @property
    def role(self) -> str:
        """Nucleotide, ion, inhibitor, additive, modification, lipid, transition-state mimic or unknown."""
        return self.bound.role

    @property
    def site(self) -> str | None:
        """Pocket that an inhibitor sits in."""
        return self.bound.site

    @property
    def binding_mode(self) -> str | None:
        """How an inhibitor binds: non-covalent, covalent or tri-complex."""
        return self.bound.binding_mode

    @property
    def nucleophile(self) -> str | None:
        """Residue that an inhibitor is bonded to, such as ``"Cys12"``."""
        return self.bound.nucleophile

    def contacts(self, cutoff: float = DEFAULT_CUTOFF) -> Records[ResidueContact]:
        """List the residues of the chain within a cut-off in Å; see `list_contacts`."""
        return list_contacts(self.chain, self.bound, cutoff)

    def __repr__(self) -> str:
        place = f" in {self.site}" if self.site else ""
        return f"<Ligand {self.bound.label} {self.key} · {self.role}{place}>"


class LigandSet(Mapping[str, Ligand]):
    """The molecules of a chain, by HET code (when it is unique) or by residue key."""

    def __init__(self, ligands: Iterable[Ligand]) -> None:
        self._by_key = {ligand.key: ligand for ligand in ligands}

    def __getitem__(self, name: str) -> Ligand:
        if name in self._by_key:
            return self._by_key[name]
        named = [ligand for ligand in self._by_key.values() if name in (ligand.het_code, ligand.name)]
        if len(named) == 1:
            return named[0]
        if named:
            keys = ", ".join(ligand.key for ligand in named)
            raise LookupFailedError(f"found {len(named)} ligands named {name!r}, expected one; choose by key: {keys}")
        known = ", ".join(f"{ligand.bound.label} ({key})" for key, ligand in self._by_key.items()) or "none at all"
        raise LookupFailedError(f"found no ligand {name!r} on this chain, expected one of {known}; choose one of these")

    def __iter__(self) -> Iterator[str]:
        return iter(self._by_key)

    def __len__(self) -> int:
        return len(self._by_key)

    def _ipython_key_completions_(self) -> list[str]:
        codes = [ligand.het_code for ligand in self._by_key.values() if ligand.het_code]
        return list(dict.fromkeys([*codes, *self._by_key]))

    def __repr__(self) -> str:
        return "<LigandSet " + ", ".join(f"{key} {ligand.bound.label}" for key, ligand in self._by_key.items()) + ">"
