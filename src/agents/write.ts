import type { Role } from '../core/project/definition.ts';
import { noCost } from '../core/run/run.ts';
import type { Assignment, Boundary, Executor, StageResult } from '../core/stage/executor.ts';
import { failed } from './failed.ts';
import { modelOf, type ModelDefaults } from './model/choice.ts';
import { endpointOf } from './model/endpoint.ts';
import type { CallFailed, Model, Prompt } from './model/model.ts';
import { remoteModel } from './model/remote.ts';
import { composePrompt } from './prompt.ts';
import { rehearse } from './rehearsal/rehearse.ts';
import { remarkOf } from './remark.ts';
import { plain } from './text.ts';
import { inWords, timeLimit } from './time-limit.ts';

const aborted: StageResult = { kind: 'aborted', cost: noCost };
const stopped: StageResult = { kind: 'stopped', continuation: null, cost: noCost };

/** A role drafts or revises an artifact. One call of its model is one step. */
export function writeExecutor(defaults: ModelDefaults): Executor {
  return {
    kind: 'write',
    async execute(assignment, boundary) {
      const { stage, definition } = assignment;
      if (stage.do !== 'write') throw new Error(`bug: stage "${stage.id}" is a ${stage.do} stage, not for writing`);
      const role = definition.roles.find((it) => it.handle === stage.role);
      if (role === undefined) return failed(`Stage "${stage.id}" is for role "${stage.role}", which \`roles\` lacks.`);
      if (boundary.signal.aborted) return aborted;
      const choice = modelOf(role, definition, defaults);
      if (choice.rehearsal) return writeRehearsed(role, assignment, boundary);
      const endpoint = endpointOf(choice, defaults);
      if ('problem' in endpoint) return failed(endpoint.problem);
      return writeWith(remoteModel(choice, endpoint), role, assignment, boundary);
    },
  };
}

async function writeRehearsed(role: Role, assignment: Assignment, boundary: Boundary): Promise<StageResult> {
  const begun = await boundary.begin({ estimate: noCost });
  if (!begun.go) return stopped;
  const output = rehearse(role, assignment, begun.messages);
  return { kind: 'done', output: { ...output, text: plain(output.text) }, cost: noCost };
}

async function writeWith(model: Model, role: Role, assignment: Assignment, boundary: Boundary): Promise<StageResult> {
  const begun = await boundary.begin({ estimate: model.estimate(composePrompt(role, assignment, [])) });
  if (!begun.go) return stopped;
  const prompt = composePrompt(role, assignment, begun.messages);
  const limit = timeLimit(assignment.stage.time_limit, boundary.signal);
  try {
    const reply = await model.call(prompt, limit.signal);
    if (reply.kind === 'failed') return failedBy(reply);
    const text = plain(reply.text).trim();
    if (text === '') return failed(emptyAnswer(model, reply.cut), { passing: !reply.cut, cost: reply.cost });
    const remark = remarkOf(text, assignment, begun.messages, reply.cut);
    return { kind: 'done', output: { text: `${text}\n`, rehearsal: false, remark }, cost: reply.cost };
  } catch (error) {
    if (limit.signal.aborted) return endedEarly(limit.reached(), model, prompt, assignment);
    throw error;
  } finally {
    limit.dispose();
  }
}

const failedBy = ({ error, passing, retryAfter, cost }: CallFailed): StageResult =>
  failed(error, { passing, retryAfter, cost });

const emptyAnswer = (model: Model, cut: boolean): string =>
  cut
    ? `Model "${model.name}" used up its longest answer before it wrote a word. Raise max_output of the model in the project file.`
    : `Model "${model.name}" gave an empty answer. Try again, or choose another model.`;

/** The request was on its way: what it costs is unknown, and booked at its estimate. */
function endedEarly(overTime: boolean, model: Model, prompt: Prompt, { stage }: Assignment): StageResult {
  const cost = model.estimate(prompt);
  if (!overTime) return { kind: 'aborted', cost };
  const error = `Model "${model.name}" did not answer within the stage's time limit of ${inWords(stage.time_limit)} (\`time_limit\` in the project file).`;
  return failed(error, { reason: 'time_limit', cost });
}
