import { z } from 'zod';
import { askKinds, askStatuses, choiceIds } from '../ask/ask.ts';
import { toolNames } from '../stage/call.ts';
import { answerFates } from '../ask/fate.ts';
import { budgetSchema, idSchema, moment, pageOf, pageQuery, whereSchema } from './fields.ts';
import { runSchema } from './run.ts';

const itemSchema = z.object({
  artifact_id: z.string(),
  name: z.string(),
  version: z.int(),
  digest: z.string(),
  length: z.int(),
  rehearsal: z.boolean(),
});

const callSchema = z.object({
  tool: z.enum(toolNames),
  about: z
    .string()
    .nullable()
    .meta({ description: 'What a standing permission would cover; null: any call of the tool.' }),
  digest: z.string(),
  length: z.int(),
  irreversible: z.boolean(),
});

const choiceSchema = z.object({
  id: z.enum(choiceIds),
  decides: z.boolean(),
  words: z.enum(['required', 'optional', 'none']),
  irreversible: z.boolean(),
  quorum: z.boolean(),
});

export const answerSchema = z
  .object({
    person_id: z.string(),
    person_name: z.string(),
    choice: z.enum(choiceIds),
    words: z.string().nullable(),
    digest: z.string(),
    where: whereSchema,
    at: moment,
  })
  .meta({ id: 'Answer' });

const outcomeSchema = z.object({
  status: z.enum(['decided', 'expired', 'superseded', 'withdrawn']),
  choice: z.enum(choiceIds).nullable(),
  by: z.string().nullable(),
  words: z.string().nullable(),
  where: z.union([whereSchema, z.null()]),
  at: moment,
  why: z.string().nullable(),
});

export const askSchema = z
  .object({
    id: z.string(),
    project_id: z.string(),
    run_id: z.string(),
    kind: z.enum(askKinds),
    status: z.enum(askStatuses),
    revision: z.int(),
    digest: z.string().meta({ description: 'Of exactly what is asked about: an answer names it, with the revision.' }),
    about: z.enum(['stage_done', 'stage_next', 'suggested_version', 'blocker', 'question', 'tool_call']),
    stage_id: z.string().nullable(),
    detail: z
      .string()
      .nullable()
      .meta({ description: 'Why a run is blocked, why a change is suggested, or what a role asks.' }),
    options: z.array(z.string()).meta({
      description: 'What a role offers as answers to its question; the choice `option_0` is the first of them.',
    }),
    call: callSchema.nullable().meta({ description: 'What a role would do with a tool.' }),
    items: z.array(itemSchema),
    choices: z.array(choiceSchema),
    approvers: z.array(z.string()).nullable().meta({ description: 'Ids of people; null: anyone who may decide.' }),
    quorum: z.int(),
    excluded: z.array(z.string()),
    answers: z.array(answerSchema),
    opened_at: moment,
    expires_at: moment.nullable(),
    outcome: outcomeSchema.nullable(),
  })
  .meta({ id: 'Ask' });

export const askDetailSchema = askSchema
  .extend({
    question: z.string(),
    call: callSchema
      .extend({
        text: z.string().nullable().meta({ description: 'Exactly what would be done. Null: it was redacted.' }),
      })
      .nullable(),
    items: z.array(itemSchema.extend({ text: z.string().nullable().meta({ description: 'Null: it was redacted.' }) })),
  })
  .meta({ id: 'AskDetail' });

export const askQuery = pageQuery.extend({
  project_id: idSchema.optional(),
  run_id: idSchema.optional(),
  kind: z.enum(askKinds).optional(),
});
export const askStatusQuery = askQuery.extend({ status: z.enum(['open', 'settled']).default('open') });

export const askPageSchema = pageOf(askSchema.extend({ run_title: z.string() }).meta({ id: 'ListedAsk' })).meta({
  id: 'AskPage',
});

export const answerOrderSchema = z
  .strictObject({
    choice: z.enum(choiceIds),
    revision: z.int(),
    digest: z.string(),
    words: z.string().max(8000).nullish(),
    confirmed: z.boolean().default(false).meta({ description: "The second look, for what can't be undone." }),
    budget: budgetSchema.optional().meta({ description: 'The higher one, where a spent budget blocked the run.' }),
  })
  .meta({ id: 'AnswerOrder' });

export const answeredSchema = z
  .object({
    status: z.enum(answerFates),
    ask: askSchema,
    run: runSchema,
  })
  .meta({
    id: 'Answered',
    description:
      '`status` is what has come of the answer by now. `voted`: it counts, and more people are needed. A repeat may also be told ' +
      'that nobody decided since (`withdrawn`, `expired`, `superseded`), or that another text is asked about (`asked_anew`).',
  });
