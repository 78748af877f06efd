import type { On, Person } from '../../fakes/slack/people/person.ts';
import type { SeenDialog, SeenMessage } from '../../fakes/slack/people/seen.ts';
import type { FakeSlack } from '../../fakes/slack/slack.ts';

export const film = { channel: 'film' };

export const on = ({ channel, ts }: SeenMessage): On => ({ channel, ts });

/** Somebody in front of Slack, who looks until what they wait for is there. */
export class Eyes {
  readonly person: Person;

  constructor(
    private readonly slack: FakeSlack,
    name: string,
  ) {
    this.person = slack.person(name);
  }

  /** The newest message with all these words, or with this button, in the channel or in a thread of it. */
  find(words: string, at: { thread?: string; button?: string } = {}): SeenMessage | undefined {
    const { thread = null, button } = at;
    const seen = this.person.sees({ ...film, thread });
    return seen.findLast((it) => it.text.includes(words) && (button === undefined || it.buttons.includes(button)));
  }

  async card(words: string, at: { thread?: string; button?: string } = {}): Promise<SeenMessage> {
    const what = `a message with “${words}”${at.button === undefined ? '' : ` and the button ${at.button}`}`;
    await this.slack.until(() => this.find(words, at) !== undefined, `${what} before ${this.person.name}`);
    return this.find(words, at)!;
  }

  /** What this person alone sees, newest last; what was there before some moment can be left out. */
  async told(words: string, before = 0): Promise<SeenMessage> {
    const find = () =>
      this.person
        .privately()
        .slice(before)
        .findLast(({ text }) => text.includes(words));
    await this.slack.until(() => find() !== undefined, `“${words}” for ${this.person.name} alone`);
    return find()!;
  }

  async dialog(words: string): Promise<SeenDialog> {
    const isThere = (): boolean => this.person.dialog()?.text.includes(words) ?? false;
    await this.slack.until(isThere, `a dialog with “${words}” before ${this.person.name}`);
    return this.person.dialog()!;
  }

  /** Starts a run by the command and its form, and follows its card: that heads the run's thread. */
  async startRun(pipeline: string, brief: string): Promise<SeenMessage> {
    await this.person.slash(film, '/wheel', `run ${pipeline}`);
    await this.dialog('What is it about?');
    await this.person.submit({ 'What is it about?': brief });
    return this.card(brief);
  }
}
