import { describe, expect, it } from 'vitest';
import { addresseeOf, peopleIn, shownIn, typedIn } from '../../../../src/bots/slack/read/mrkdwn.ts';

const bot = 'U0BOT';

describe('what somebody typed, out of what Slack made of it', () => {
  it.each([
    ['<@U0BOT> run treatment', '@wheelhouse run treatment'],
    ['hey <@U0BOT|wheelhouse>, stop', 'hey @wheelhouse, stop'],
    ['<@U0MARA> and <@U0JON|jon>', '@U0MARA and @U0JON'],
    ['<!here> <!subteam^S0FILM|@film> <!subteam^S0FILM>', '@here @S0FILM @S0FILM'],
    ['in <#C0FILM|film> or <#C0FILM>', 'in #film or #C0FILM'],
    ['see <https://a.example/?x=1&amp;y=2>', 'see https://a.example/?x=1&y=2'],
    ['see <http://a.example|a.example>', 'see a.example'],
    ['see <https://a.example|the notes>', 'see the notes (https://a.example)'],
    ['write to <mailto:a@b.example|a@b.example>', 'write to a@b.example'],
    ['a &lt; b &amp;&amp; c &gt; d, and &amp;lt;', 'a < b && c > d, and &lt;'],
    ['due <!date^1700000000^{date}|Nov 14>', 'due Nov 14'],
    ['a < b > c', 'a < b > c'],
  ])('%s', (text, typed) => {
    expect(typedIn(text, bot)).toBe(typed);
  });

  it('is shown with people and groups by the names that Slack gives', () => {
    const shown = '@U0MARA, @“jon & co” and @“film”';
    expect(shownIn('<@U0MARA>, <@U0JON|jon &amp; co> and <!subteam^S0FILM|@film>', bot)).toBe(shown);
  });

  it('tells whom it mentions without a name: neither us, nor a group', () => {
    const text = '<@U0BOT> <@U0MARA>, <@U0JON|jon>, <!subteam^S0FILM> and <@U0ADA>';
    expect(peopleIn(text, bot)).toEqual({ mentionedPeople: ['U0MARA', 'U0ADA'] });
    expect(peopleIn('to <@U0BOT> alone', bot)).toEqual({});
  });

  it.each([
    ['<@U0BOT> stop', 'us'],
    ['  <@U0MARA|mara> look', 'somebody'],
    ['<!subteam^S0FILM|@film> look', 'somebody'],
    ['look, <@U0MARA>', 'nobody'],
    ['@story_editor darker', 'nobody'],
    ['', 'nobody'],
  ])('“%s” is said to %s (P19)', (text, whom) => {
    expect(addresseeOf(text, bot)).toBe(whom);
  });
});
