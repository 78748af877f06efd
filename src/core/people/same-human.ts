/** A member's id, and the person of the project whose account that member was or is (P11, P12). */
export type Twin = readonly [memberId: string, personId: string];

const humansOf = (id: string, twins: readonly Twin[]): string[] => [
  id,
  ...twins.flatMap(([memberId, personId]) => (memberId === id ? [personId] : [])),
];

/**
 * Whether one human may stand behind both ids. Two whom the project file names are never one, also where the same account
 * belonged to one of them after the other.
 */
export const isSameHuman = (one: string, other: string, twins: readonly Twin[]): boolean => {
  const humans = humansOf(other, twins);
  return humansOf(one, twins).some((id) => humans.includes(id));
};

/** Of several ids as many as there are humans. */
export const distinctHumans = (ids: readonly string[], twins: readonly Twin[]): string[] => {
  const distinct: string[] = [];
  for (const id of ids) if (!distinct.some((it) => isSameHuman(it, id, twins))) distinct.push(id);
  return distinct;
};
