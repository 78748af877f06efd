import { createRoute } from '@hono/zod-openapi';
import type { z } from 'zod';
import { answeredSchema, answerOrderSchema } from '../../core/api/ask.ts';
import type { Answered } from '../../core/desk.ts';
import { isRefusal } from '../../core/refusal.ts';
import { budgetOf } from '../budget.ts';
import { drawAsk } from '../draw/ask.ts';
import { drawRun } from '../draw/run.ts';
import { idempotency, replayed, visitAs } from '../order.ts';
import type { Api, ApiParts } from '../parts.ts';
import { problem } from '../problem.ts';
import { refused } from '../refused.ts';
import { answers, askParam, body, problems } from '../shared.ts';

const give = createRoute({
  method: 'post',
  path: '/asks/{ask_id}/answers',
  operationId: 'answerAsk',
  summary: 'Answer a question, as the person whose key this is',
  description: "A program's key is refused. The answer names the revision and the digest that were read.",
  request: { params: askParam, headers: idempotency, ...body(answerOrderSchema) },
  responses: { 200: answers(answeredSchema, 'What became of the answer.'), default: problems },
});

export function addAnswers(api: Api, parts: ApiParts): void {
  api.openapi(give, async (c) => {
    const sent = c.req.valid('json');
    const admitted = await visitAs(parts, c, `key/${c.req.valid('header')['idempotency-key']}`, sent);
    if (!('delivery' in admitted)) return admitted;
    const { choice, revision, digest, confirmed, words, budget } = sent;
    const order = { choice, revision, digest, confirmed, words: words ?? null };
    const outcome = await parts.desk.answer(
      { ...order, askId: c.req.valid('param').ask_id, budget: budget === undefined ? null : budgetOf(budget) },
      admitted,
    );
    if (isRefusal(outcome)) return problem(c, refused(outcome));
    return c.json(drawAnswered(outcome), 200, outcome.isRepeat ? replayed : {});
  });
}

const drawAnswered = ({ ask, run, fate }: Answered): z.infer<typeof answeredSchema> => ({
  status: fate,
  ask: drawAsk(ask),
  run: drawRun(run),
});
