import type { Artifact } from '../../core/artifact/version.ts';
import type { Bodies, Talks } from '../../core/ports.ts';
import { digestText } from '../../core/digest.ts';
import type { Attempt } from '../../core/run/run.ts';
import type { RunState } from '../../core/run/state.ts';
import type { Assignment } from '../../core/stage/executor.ts';
import { Unreadable } from '../unreadable.ts';

/** Reads what the stage works with, after the claim, from the truth; nothing is made of what nobody approved (S5). */
export async function readAssignment(
  state: RunState,
  attempt: Attempt,
  { bodies, talks }: { bodies: Bodies; talks: Talks },
): Promise<Assignment> {
  const { run, definition } = state;
  const stage = definition.pipeline.stages[attempt.stage];
  if (!stage) throw new Unreadable(`The pipeline ${definition.pipeline.id} has no stage number ${attempt.stage + 1}.`);
  const needed = stage.needs.map((name) => findCanon(state, name)).filter((it) => it !== undefined);
  const made = findCanon(state, stage.makes);
  const texts = await bodies.read([...needed, ...(made ? [made] : [])].map((it) => it.canon.digest));
  return {
    runId: run.id,
    attemptId: attempt.id,
    stage,
    definition,
    brief: run.brief,
    parameters: run.parameters,
    inputs: Object.fromEntries(needed.map((it) => [it.name, textOf(it, texts)])),
    draft: made ? textOf(made, texts) : null,
    feedback: attempt.feedback,
    continuation: attempt.continuation,
    turns: attempt.talk === null ? [] : await readTurns(attempt.talk, talks),
    replies: attempt.replies,
  };
}

async function readTurns(talk: string, talks: Talks): Promise<unknown[]> {
  return (await talks.read(talk)).map((turn, index) => {
    if (turn === null) throw new Unreadable(`Turn ${index + 1} of what the agent said is gone: it was redacted.`);
    return turn.said;
  });
}

type InForce = Artifact & { canon: NonNullable<Artifact['canon']> };

/** The run's own artifact comes before the project's of the same name. */
function findCanon({ artifacts, run }: RunState, name: string): InForce | undefined {
  const inForce = artifacts.filter((it): it is InForce => it.name === name && it.canon !== null);
  return inForce.find((it) => it.runId === run.id) ?? inForce[0];
}

function textOf({ name, canon }: InForce, texts: ReadonlyMap<string, string>): string {
  const text = texts.get(canon.digest);
  if (text === undefined)
    throw new Unreadable(`The text of “${name}”, version ${canon.number}, is gone: it was redacted.`);
  if (digestText(text) !== canon.digest)
    throw new Unreadable(
      `The stored text of “${name}”, version ${canon.number}, is not the one that was made and shown: its digest is another.`,
    );
  return text;
}
