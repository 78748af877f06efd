import type { APIApplicationCommandOptionChoice } from 'discord.js';
import { cap } from '../../../core/cards/agent-text.ts';
import type { Suggest, Suggested, Suggestion, Wanted } from '../../../core/suggestions.ts';
import type { Log } from '../../chat/log.ts';
import { within } from '../../chat/within.ts';
import { limits } from '../limits.ts';
import { deliveryOf, type Spot } from '../read/read.ts';
import type { OptionName } from './options.ts';
import { readOptions, type Written } from './read-options.ts';
import { commandWords } from './words.ts';

export interface Completing {
  suggest: Suggest;
  log: Pick<Log, 'warn'>;
}

/** Milliseconds. Discord waits for three seconds; but after one, people have typed on. */
const patience = 800;

/** What is looked up for each option that names something. */
const suggested: Readonly<Partial<Record<OptionName, Suggested>>> = {
  pipeline: 'pipeline',
  run: 'run',
  checkpoint: 'checkpoint',
  artifact: 'artifact',
  to: 'role',
};

/** What is offered to somebody who types an option; nothing if it can't be read in time. They may type something else. */
export async function complete(
  { suggest, log }: Completing,
  data: unknown,
  spot: Spot,
): Promise<APIApplicationCommandOptionChoice[]> {
  const wanted = wantedIn(readOptions(data));
  if (wanted === null) return [];
  try {
    const found = await within(patience, suggest(wanted, visitAt(spot)));
    return (found ?? []).slice(0, limits.choices).map((it) => toChoice(wanted.kind, it));
  } catch (error) {
    log.warn({ err: error }, commandWords.noChoices);
    return [];
  }
}

function wantedIn(written: Written | null): Wanted | null {
  const { verb, focused, values } = written ?? { verb: null, focused: null, values: {} };
  const kind = focused === null ? undefined : suggested[focused];
  if (verb === null || focused === null || kind === undefined) return null;
  const { run = '' } = values;
  return { kind, verb, typed: values[focused] ?? '', run: focused === 'run' || run === '' ? null : run };
}

const visitAt = ({ account, channel, thread, interaction }: Spot) => ({
  account,
  where: { surface: 'discord' as const, channel, thread },
  delivery: deliveryOf('interaction', interaction?.id ?? ''),
  source: 'discord_form' as const,
  at: new Date(),
});

const toChoice = (kind: Suggested, { value, label }: Suggestion): APIApplicationCommandOptionChoice => ({
  name: cap(label, limits.choice).text,
  value: kind === 'checkpoint' ? Number(value) : value,
});
