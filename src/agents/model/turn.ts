import { z } from 'zod';

/** A tool call as the model made it. */
const callSchema = z.strictObject({
  /** Unique within the talk. */
  id: z.string(),
  tool: z.string(),
  /** As it was given, JSON; a text where it could not be read as JSON. */
  input: z.unknown(),
  /** What some endpoints want back with the call, unread. */
  signature: z.string().optional(),
});
export type ModelCall = z.infer<typeof callSchema>;

/**
 * One turn of a talk with a model, as it is kept: `house` is what we say, `person` somebody's words. Control data has no
 * place in here: a turn is sent as it stands, but for ids.
 */
export const turnSchema = z.discriminatedUnion('by', [
  z.strictObject({
    by: z.literal('house'),
    text: z.string(),
    /** What of the run it tells: told once in a talk. */
    tells: z.array(z.string()).optional(),
    /** It asks for the last word: the answer to it ends nothing. */
    closing: z.literal(true).optional(),
  }),
  z.strictObject({ by: z.literal('person'), message: z.string(), name: z.string(), text: z.string() }),
  z.strictObject({
    by: z.literal('model'),
    text: z.string(),
    /** Some endpoints want it back with the calls that it led to. */
    reasoning: z.string().optional(),
    calls: z.array(callSchema),
  }),
  z.strictObject({ by: z.literal('tool'), call: z.string(), text: z.string() }),
]);
export type Turn = z.infer<typeof turnSchema>;
export type ModelTurn = Extract<Turn, { by: 'model' }>;
