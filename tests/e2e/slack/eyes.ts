import type { On, Person } from '../../fakes/slack/people/person.ts';
import type { SeenDialog, SeenMessage } from '../../fakes/slack/people/seen.ts';
import type { FakeSlack } from '../../fakes/slack/slack.ts';
import { Eyes, film } from '../town/eyes.ts';

export const on = ({ channel, ts }: SeenMessage): On => ({ channel, ts });

export class SlackEyes extends Eyes<SeenMessage, SeenDialog, Person> {
  constructor(slack: FakeSlack, name: string) {
    super(slack, slack.person(name));
  }

  protected typeRun(pipeline: string): Promise<unknown> {
    return this.person.slash(film, '/wheel', `run ${pipeline}`);
  }
}
