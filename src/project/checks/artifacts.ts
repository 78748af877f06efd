import type { Check, Piece } from '../draft.ts';
import { pipelinesOf } from '../draft.ts';
import { onValue, type Finding } from '../fault.ts';
import { didYouMean } from '../nearest.ts';
import { listed, quoted } from '../say.ts';

/** The artifact that exists before the first stage: the run's brief. */
const given = 'brief';

/** A stage can only need what exists when it begins: the brief, and what earlier stages make. */
export const checkArtifacts: Check = (draft) =>
  pipelinesOf(draft).flatMap((pipeline) => {
    const stages = pipeline.get('stages').items();
    return stages.flatMap((stage, index) => [
      ...needs(stage, stages.slice(0, index), stages.slice(index)),
      ...makes(stage, stages.slice(0, index)),
    ]);
  });

function needs(stage: Piece, before: Piece[], after: Piece[]): Finding[] {
  const there = [given, ...before.flatMap((it) => it.get('makes').text ?? [])];
  return stage
    .get('needs')
    .texts()
    .filter(({ text }) => !there.includes(text))
    .map(({ piece, text }) => {
      const maker = after.find((it) => it.get('makes').text === text);
      return onValue(piece.path, `found ${quoted(text)}, ${why(stage, maker)}${remedy(text, there)}`);
    });
}

function why(stage: Piece, maker: Piece | undefined): string {
  if (maker === undefined) return 'which no earlier stage makes';
  if (maker === stage) return 'which this stage makes itself and no earlier one does';
  return `which is made only later, by stage ${quoted(maker.get('id').text ?? '')}`;
}

const remedy = (text: string, there: string[]): string =>
  `; there are at this point: ${listed([...new Set(there)], 'and')}.${didYouMean(text, there)}`;

/** A later stage may revise what an earlier one makes; both must then give it the same scope. */
function makes(stage: Piece, before: Piece[]): Finding[] {
  const piece = stage.get('makes');
  if (piece.text === given) {
    return [onValue(piece.path, 'found "brief", which is what a person writes at the start; choose another name.')];
  }
  const first = before.find((it) => it.get('makes').text === piece.text && piece.text !== undefined);
  const scope = (it: Piece): string => it.get('scope').text ?? 'run';
  if (first === undefined || scope(first) === scope(stage)) return [];
  const other = `stage ${quoted(first.get('id').text ?? '')} makes ${quoted(piece.text ?? '')} with scope ${scope(first)}`;
  const message = `found ${scope(stage)}, but ${other}; write the same scope, or another artifact.`;
  return [onValue(stage.get('scope').path, message)];
}
