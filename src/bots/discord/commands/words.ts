import type { Verb } from '../../../core/cards/words/help.ts';
import type { SteerPolicy } from '../../../core/steering/message.ts';
import type { OptionName } from './options.ts';

/** What Discord shows while somebody types a command, or opens the menu of a message. */
export const commandWords = {
  wheel: 'Start, watch and steer runs',
  verbs: {
    run: 'Start a run: a form asks what it shall do',
    status: 'Show the runs that go on, with their buttons',
    inbox: 'Show what waits for an answer',
    pause: 'Pause a run at its next step; it can go on later',
    resume: 'Let a paused run go on: a form asks for notes first',
    cancel: 'End a run for good: asks once more',
    rollback: 'Take a run back to a checkpoint: a form shows what is lost first',
    say: 'Tell a run something: it is read at the next step',
    mode: 'Change how often a run asks for approval: a form opens',
    edit: 'Edit a text that a run has made: a form opens',
    grants: 'Show what agents may do without a question, each with a button that ends it',
    link: 'Make this account yours in Wheelhouse, with a code from the console',
    help: 'Show what the commands do',
  } satisfies Record<Verb, string>,
  options: {
    pipeline: 'What kind of run; without it, you are asked where there are several',
    run: "Which run; in a run's thread without it that one, elsewhere the only one that goes on",
    checkpoint: 'Which checkpoint; the form starts with the last one',
    artifact: 'Which text; without it, the only one or a list of them',
    to: 'The role that these words are for; all of them read them',
    words: 'What the run shall know, in your own words',
    pause: 'True pauses the run with these words; False steers it. Without it, as the project has it',
    mode: 'How often it asks; the form shows what each of them means',
    code: 'The code, from “Your accounts” in the console',
  } satisfies Record<OptionName, string>,
  /** In the menu of a message, below “Apps”. */
  onMessages: { steer: 'Steer this run', pause: 'Send and pause' } satisfies Record<SteerPolicy, string>,
  /** In the log. */
  registered: 'The commands of Discord were registered.',
  unregistered:
    'The commands of Discord could not be registered: those that are there work on. It is tried again; `wheelhouse doctor` says what may be wrong.',
  /** In the console. */
  refused: (guild: string | null) => ({
    what: `Discord refused the commands ${guild === null ? 'of the application' : `for the server ${guild}`}: /wheel and the commands on messages are missing there, or are old ones.`,
    remedy:
      guild === null
        ? 'See what `wheelhouse doctor` says. It is tried again every five minutes.'
        : 'Bring the bot into that server with the link that `wheelhouse invite` prints, or set DISCORD_GUILD to one that it is in, and restart. It is tried again every five minutes.',
  }),
  noChoices: 'What may be chosen in a command of Discord could not be read, so nothing was offered.',
};
