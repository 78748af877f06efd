/** A member's id, and the person of the project to whom that account belongs or once belonged (P11, P12). */
export type Twin = readonly [memberId: string, personId: string];

const humansOf = (id: string, twins: readonly Twin[]): string[] => [
  id,
  ...twins.flatMap(([memberId, personId]) => (memberId === id ? [personId] : [])),
];

/**
 * Whether both ids may stand for the same human. Two people whom the project file names never do, even if one account has belonged
 * first to one of them and then to the other.
 */
export const isSameHuman = (one: string, other: string, twins: readonly Twin[]): boolean => {
  const humans = humansOf(other, twins);
  return humansOf(one, twins).some((id) => humans.includes(id));
};

/** One id for each human. */
export const distinctHumans = (ids: readonly string[], twins: readonly Twin[]): string[] => {
  const distinct: string[] = [];
  for (const id of ids) if (!distinct.some((it) => isSameHuman(it, id, twins))) distinct.push(id);
  return distinct;
};
