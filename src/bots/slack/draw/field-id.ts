/**
 * The id of a field's block. Slack keeps what was typed into a block whose id it knows, whatever values we send. So each time that a form
 * comes back, its blocks have new ids, made with the round.
 */
export const fieldId = (name: string, round: number): string => `field.${round}.${name}`;

export const fieldName = (blockId: string): string | null => /^field\.\d+\.(.+)$/.exec(blockId)?.[1] ?? null;

/** The action of the input inside the block. */
export const fieldAction = 'value';
