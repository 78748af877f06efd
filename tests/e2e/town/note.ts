/** A place, or an account, as a project file has it: `{ surface: 'slack', channel: 'C1' }`, `{ slack: 'T1/U1' }`. */
export type Entry = Record<string, string>;

export const writer = { handle: 'writer', name: 'Writer', emoji: '✍️', domain: ['notes'], instructions: 'Write.' };

/** Asked for after a stage, whoever is in charge. */
const gateAfter = { when: 'after', human: 'always' };

/** A stage of the writer's that makes what it is called. */
export const written = (id: string, name: string, more: object = {}) => ({
  ...{ id, name, do: 'write', role: writer.handle, makes: id, brief: `Stage ${id}.` },
  ...more,
});

export const gated = (more: object = {}) => ({ gate: { ...gateAfter, ...more } });

/** One draft with a gate after it. `label`: what the form asks for. */
export const notePipeline = (label: string, gate: object = {}) => ({
  ...{ id: 'note', name: 'Write a note', about: 'Drafts one note.', brief: { label } },
  stages: [written('note', 'Draft the note', { needs: ['brief'], ...gated(gate) })],
});
