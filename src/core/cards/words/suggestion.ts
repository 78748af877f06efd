import type { Artifact } from '../../artifact/version.ts';
import type { Pipeline, Role } from '../../project/definition.ts';
import type { Checkpoint, Run } from '../../run/run.ts';
import { oneLine } from '../agent-text.ts';
import { plainTime } from '../plain.ts';
import { checkpointName } from './control.ts';
import { runBadges } from './run.ts';

/** Suggestions while somebody types. Discord shows 100 characters of each, so what tells them apart comes first. */
export const suggestionWords = {
  pipeline: ({ name, about }: Pipeline): string => oneLine(`${name} · ${about}`, 100),
  run: ({ id, title, status }: Run, isHere: boolean): string =>
    `${oneLine(title, 50)} · ${runBadges[status].word} · ${isHere ? 'this thread' : id.slice(0, 12)}`,
  checkpoint: (checkpoint: Checkpoint, stages: readonly { name: string }[]): string =>
    `${oneLine(checkpointName(checkpoint, stages), 70)} · ${plainTime(checkpoint.at)}`,
  artifact: ({ name, canon }: Artifact): string => `${name}${canon === null ? '' : ` · version ${canon.number}`}`,
  role: ({ emoji, name, handle }: Role): string => `${emoji} ${oneLine(name, 40)} · @${handle}`,
};
