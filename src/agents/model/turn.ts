import { z } from 'zod';

/** A tool call as the model made it. */
const callSchema = z.strictObject({
  /** Unique within the conversation. */
  id: z.string(),
  tool: z.string(),
  /** The arguments as JSON; as text where the model wrote something that is no JSON. */
  input: z.unknown(),
  /** Opaque data that some endpoints want back with the call. */
  signature: z.string().optional(),
});
export type ModelCall = z.infer<typeof callSchema>;

/**
 * One turn of a conversation with a model, as it is stored. `house` is what Wheelhouse says, `person` what a person wrote.
 * Everything in here but the ids is sent to the model, so control data has no place in it.
 */
export const turnSchema = z.discriminatedUnion('by', [
  z.strictObject({
    by: z.literal('house'),
    text: z.string(),
    /** What it tells about the run; each of these is told once in a conversation. */
    tells: z.array(z.string()).optional(),
    /** It asks for a closing text; the answer to it does not finish the stage. */
    closing: z.literal(true).optional(),
  }),
  z.strictObject({ by: z.literal('person'), message: z.string(), name: z.string(), text: z.string() }),
  z.strictObject({
    by: z.literal('model'),
    text: z.string(),
    /** The model's reasoning: some endpoints want it back with the calls that it led to. */
    reasoning: z.string().optional(),
    calls: z.array(callSchema),
  }),
  z.strictObject({ by: z.literal('tool'), call: z.string(), text: z.string() }),
]);
export type Turn = z.infer<typeof turnSchema>;
export type ModelTurn = Extract<Turn, { by: 'model' }>;
