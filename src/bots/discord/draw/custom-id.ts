/**
 * A `custom_id` is a token of the core's, unchanged, or one of these, around a token or the id of a kept form. No token of the core's begins with
 * the words that these begin with.
 */
export const customIds = {
  /** The second look's *Confirm*. */
  confirm: (token: string): string => `confirm.${token}`,
  /** The second look's *Keep*. */
  keep: 'keep',
  /** A button that opens a part of a form that is kept. */
  open: ({ id, part }: KeptForm): string => `open.${id}.${part}`,
  /** A button that submits it as it stands, though this part and those after it were never opened. */
  send: ({ id, part }: KeptForm): string => `send.${id}.${part}`,
  /** The form that it opens. */
  kept: ({ id, part }: KeptForm): string => `kept.${id}.${part}`,
  /** Around any of these in direct messages, which are in no guild of their own. */
  inGuild: (guild: string, customId: string): string => `in.${guild}.${customId}`,
} as const;

/** One part of a form that is stored with what was typed, under an id that can't be guessed. Parts count from 0. */
export interface KeptForm {
  id: string;
  part: number;
}

/** A `custom_id` without the guild around it; the guild is null where the button stands in its guild. */
export function readInGuild(customId: string): { guild: string | null; customId: string } {
  const [, guild, inside] = /^in\.(\d{1,20})\.(.+)$/s.exec(customId) ?? [];
  return guild === undefined || inside === undefined ? { guild: null, customId } : { guild, customId: inside };
}

export type Pressed =
  | { pressed: 'button'; token: string; confirmed: boolean }
  | { pressed: 'keep' }
  | { pressed: 'open' | 'send'; form: KeptForm };

export function readPressed(customId: string): Pressed {
  for (const pressed of ['open', 'send'] as const) {
    const form = readKept(pressed, customId);
    if (form !== null) return { pressed, form };
  }
  if (customId === customIds.keep) return { pressed: 'keep' };
  const confirmed = /^confirm\.(.+)$/s.exec(customId)?.[1];
  return { pressed: 'button', token: confirmed ?? customId, confirmed: confirmed !== undefined };
}

/** A submitted form: part of which kept form it is, or its token. */
export function readSent(customId: string): { form: KeptForm } | { token: string } {
  const form = readKept('kept', customId);
  return form === null ? { token: customId } : { form };
}

function readKept(kind: 'open' | 'send' | 'kept', customId: string): KeptForm | null {
  const [, of, id, part] = /^(\w+)\.([\w-]{8,64})\.(\d)$/.exec(customId) ?? [];
  return of === kind && id !== undefined ? { id, part: Number(part) } : null;
}
