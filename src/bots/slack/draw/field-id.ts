/**
 * The block of a field. Slack keeps what was typed into a block with an id that it knows, whatever we send: a form that comes
 * back with values of ours has new ids, by its round.
 */
export const fieldId = (name: string, round: number): string => `field.${round}.${name}`;

export const fieldName = (blockId: string): string | null => /^field\.\d+\.(.+)$/.exec(blockId)?.[1] ?? null;

/** The action of the input inside the block. */
export const fieldAction = 'value';
