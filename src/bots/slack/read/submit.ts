import { z } from 'zod';
import { digestOf } from '../../../core/digest.ts';
import type { Intent } from '../../../core/intent.ts';
import { fieldAction, fieldName } from '../draw/field-id.ts';
import { readMetadata, type Kept } from '../draw/metadata.ts';
import { callbacks } from '../draw/view.ts';
import { accountOfActor, actor } from './account.ts';
import { deliveryOf, type Read, type Seen, type Spot } from './read.ts';

const input = z.looseObject({
  value: z.string().nullish(),
  selected_option: z.looseObject({ value: z.string() }).nullish(),
});

/** https://docs.slack.dev/reference/interaction-payloads/view-interactions-payload */
const payload = actor.extend({
  view: z.looseObject({
    id: z.string().min(1),
    callback_id: z.string(),
    private_metadata: z.string(),
    hash: z.string(),
    state: z.looseObject({ values: z.record(z.string(), z.record(z.string(), input)) }),
  }),
});
type View = z.infer<typeof payload>['view'];

/** A form, or a confirmation, that was submitted. */
export function readSubmit(body: unknown, seen: Seen): Read | null {
  const read = payload.safeParse(body);
  if (!read.success) return null;
  const { view } = read.data;
  const kept = readMetadata(view.private_metadata);
  const spot = spotOf(read.data, kept);
  const intent = kept && intentOf(view, kept);
  if (intent === null) return { kind: 'outdated', spot };
  const { account, channel, thread } = spot;
  return {
    kind: 'visit',
    intent,
    visit: {
      account,
      where: { surface: 'slack', channel, thread },
      delivery: deliveryOf('submit', account.team, account.user, view.id, sentIn(view)),
      source: 'slack_form',
      at: seen.at,
    },
    spot,
  };
}

/**
 * Tells one submission of a form from the next. A form that came back with problems keeps its id and its hash (`response_action: errors` changes
 * neither), so the typed values count too.
 */
const sentIn = ({ hash, state }: View): string => digestOf({ hash, values: state.values }).slice(0, 32);

function intentOf(view: View, { token, on, long }: Kept): Intent | null {
  switch (view.callback_id) {
    case callbacks.form:
      return { kind: 'submit', token, values: valuesOf(view, long), on };
    case callbacks.look:
      return { kind: 'press', token, on, confirmed: true };
    default:
      return null;
  }
}

/** Slack leaves out empty fields, or sends null: here they are ''. */
function valuesOf({ state }: View, long: Kept['long']): Record<string, string> {
  const fields = Object.entries(state.values).flatMap(([block, actions]) => {
    const name = fieldName(block);
    const given = actions[fieldAction];
    return name === null || given === undefined ? [] : [[name, valueOf(given, long)] as const];
  });
  return Object.fromEntries(fields);
}

function valueOf({ value, selected_option: chosen }: z.infer<typeof input>, long: Kept['long']): string {
  if (chosen === undefined || chosen === null) return value ?? '';
  return Object.hasOwn(long, chosen.value) ? (long[chosen.value] ?? '') : chosen.value;
}

const spotOf = (read: z.infer<typeof payload>, kept: Kept | null): Spot => ({
  account: accountOfActor(read),
  channel: kept?.channel ?? null,
  thread: kept?.thread ?? null,
  // The form that is open can only be changed by the acknowledgement.
  trigger: null,
  responseUrl: null,
  pressed: null,
  view: {
    id: read.view.id,
    on: kept?.on ?? null,
    token: kept?.token ?? '',
    round: kept?.round ?? 0,
    inputs: Object.keys(read.view.state.values),
  },
});
