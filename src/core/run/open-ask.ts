import type { Ask, Subject } from '../ask/ask.ts';
import { choicesFor } from '../ask/choices.ts';
import { policyFor } from '../ask/policy.ts';
import { digestOf } from '../digest.ts';
import type { GateDefinition, Stage } from '../project/stage.ts';
import type { Draft } from './draft.ts';

/** Opens a gate of a stage, or before it. */
export function openGate(d: Draft, subject: Subject, stage: Stage): void {
  const irreversible = stage.do === 'command' && stage.irreversible;
  openAsk(d, 'gate', subject, { gate: stage.gate, irreversible });
}

/** Opens a question of any kind. `about`: the gate that the stage declares, and whether a yes can't be undone. */
export function openAsk(
  d: Draft,
  kind: Ask['kind'],
  subject: Subject,
  about: { gate?: GateDefinition | undefined; irreversible?: boolean } = {},
): Ask {
  const { run } = d;
  const expires = kind === 'gate' ? about.gate?.expires : undefined;
  const ask: Ask = {
    id: d.newId('ask'),
    projectId: run.projectId,
    runId: run.id,
    kind,
    status: 'open',
    revision: 1,
    version: 1,
    subject,
    digest: digestOf(subject),
    choices: choicesFor(subject, about.irreversible ?? false),
    policy: policyFor(about.gate, d.state),
    answers: [],
    openedAt: d.event.at,
    revisedAt: null,
    expiresAt: expires === undefined ? null : new Date(d.event.at.getTime() + expires * 1000),
    outcome: null,
  };
  d.openAsk(ask);
  return ask;
}
