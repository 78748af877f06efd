import type { z } from 'zod';
import type { askDetailSchema, askSchema } from '../../core/api/ask.ts';
import type { Answer, Ask, Outcome, Subject } from '../../core/ask/ask.ts';
import { itemsOf } from '../../core/cards/ask-items.ts';
import type { AskView } from '../../core/cards/ask-view.ts';
import { questionOf } from '../../core/cards/words/ask.ts';

export function drawAsk(ask: Ask): z.infer<typeof askSchema> {
  const { id, kind, status, revision, digest, subject, choices, policy } = ask;
  return {
    ...{ id, kind, status, revision, digest, choices },
    project_id: ask.projectId,
    run_id: ask.runId,
    about: subject.about,
    stage_id: 'stageId' in subject ? subject.stageId : null,
    detail: detailOf(subject),
    options: subject.about === 'question' ? subject.options : [],
    call: drawCall(subject),
    items: itemsOf(subject).map(drawItem),
    approvers: policy.approvers === 'anyone-who-may-decide' ? null : [...policy.approvers],
    quorum: policy.quorum,
    excluded: [...policy.excluded],
    answers: ask.answers.map(drawAnswer),
    opened_at: ask.openedAt.toISOString(),
    expires_at: ask.expiresAt?.toISOString() ?? null,
    outcome: ask.outcome && drawOutcome(ask.outcome),
  };
}

export const drawAskDetail = (
  { ask, definition }: AskView,
  texts: ReadonlyMap<string, string>,
): z.infer<typeof askDetailSchema> => ({
  ...drawAsk(ask),
  call: drawCallText(ask.subject, texts),
  question: questionOf(ask.subject, definition),
  items: itemsOf(ask.subject).map((item) => ({ ...drawItem(item), text: texts.get(item.digest) ?? null })),
});

function drawCall(subject: Subject): z.infer<typeof askSchema>['call'] {
  if (subject.about !== 'tool_call') return null;
  const { tool, what, words, irreversible } = subject;
  return { tool, about: what, ...words, irreversible };
}

function drawCallText(subject: Subject, texts: ReadonlyMap<string, string>): z.infer<typeof askDetailSchema>['call'] {
  const call = drawCall(subject);
  return call && { ...call, text: texts.get(call.digest) ?? null };
}

const drawItem = ({ artifactId, ...item }: ReturnType<typeof itemsOf>[number]) => ({
  artifact_id: artifactId,
  ...item,
});

function detailOf(subject: Subject): string | null {
  switch (subject.about) {
    case 'blocker':
      return subject.detail === '' ? subject.reason : `${subject.reason}: ${subject.detail}`;
    case 'suggested_version':
      return subject.why;
    case 'question':
      return subject.text;
    case 'tool_call':
    case 'stage_done':
    case 'stage_next':
      return null;
  }
}

const drawAnswer = ({ personId, personName, choice, words, digest, where, at }: Answer) => ({
  ...{ choice, words, digest, where },
  person_id: personId,
  person_name: personName,
  at: at.toISOString(),
});

const drawOutcome = ({ at, ...outcome }: Outcome) => ({ ...outcome, at: at.toISOString() });
