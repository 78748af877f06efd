import { describe, expect, it } from 'vitest';
import { textOf, told, type Case } from './table.ts';

const cases: Case[] = [
  {
    name: 'a missing key',
    from: 'name: Small\n',
    to: '',
    faults: ['1:1 the project, name | is missing; needed: a text of 1 to 80 characters.'],
  },
  {
    name: 'a misspelt key, once',
    from: 'director: editor',
    to: 'directr: editor',
    faults: ['3:1 the project, directr | the key "directr" is not known here. Did you mean "director"?'],
  },
  {
    name: 'a key that is unlike any',
    from: 'director: editor',
    to: 'colour: red',
    faults: [
      '3:1 the project, colour | the key "colour" is not known here; allowed: project, name, about, control_mode, execution, default_policy, director, places, people, groups, reminders, plan, roles, models and pipelines.',
    ],
  },
  {
    name: 'a misspelt needed key, once',
    from: 'makes: receipt',
    to: 'make: receipt',
    faults: ['42:9 stage "send" of pipeline "letter", make | the key "make" is not known here. Did you mean "makes"?'],
  },
  {
    name: 'a key of the other kind of stage',
    from: 'run: [cat, letter]',
    to: 'run: [cat, letter]\n        role: editor',
    faults: [
      '41:9 stage "send" of pipeline "letter", role | the key "role" is not known here: it belongs to a stage with "do: write".',
    ],
  },
  {
    name: 'a stage of an unknown kind, and its other faults',
    from: 'do: write\n        role: editor',
    to: 'do: wirte\n        role: editor\n        repeatable: yes',
    faults: [
      '31:13 stage "draft" of pipeline "letter", do | found "wirte"; allowed: write, command or agent. Did you mean "write"?',
      '33:21 stage "draft" of pipeline "letter", repeatable | found "yes"; allowed: true or false. Write true.',
    ],
  },
  {
    name: 'a stage without a kind',
    from: '        do: command\n',
    to: '',
    faults: ['37:9 stage "send" of pipeline "letter", do | is missing; needed: write, command or agent.'],
  },
  {
    name: 'a stage that is a word',
    from: '      - id: send',
    to: '      - rest\n      - id: send',
    faults: [
      '37:9 stage no. 2 of pipeline "letter" | found "rest"; allowed: a mapping with "do: write", "do: command" or "do: agent".',
    ],
  },
  {
    name: 'a value that is none of the choices',
    from: 'director: editor',
    to: 'control_mode: Checkpiont',
    faults: [
      '3:15 the project, control_mode | found "Checkpiont"; allowed: autonomous, checkpoint or advisory. Did you mean "checkpoint"?',
    ],
  },
  {
    name: 'a number where a text belongs',
    from: 'name: Small',
    to: 'name: 1.10',
    faults: [
      '2:7 the project, name | found the number 1.1; allowed: a text of 1 to 80 characters. Put quotes around it to make it a text.',
    ],
  },
  {
    name: 'yes where true belongs',
    from: 'irreversible: true',
    to: 'irreversible: yes',
    faults: [
      '43:23 stage "send" of pipeline "letter", irreversible | found "yes"; allowed: true or false. Write true.',
    ],
  },
  {
    name: 'a number out of range',
    from: 'quorum: 2',
    to: 'quorum: 0',
    faults: [
      '36:51 stage "draft" of pipeline "letter", gate.quorum | found the number 0; allowed: a whole number from 1 to 20.',
    ],
  },
  {
    name: 'a number that is not whole',
    from: 'quorum: 2',
    to: 'quorum: 1.5',
    faults: [
      '36:51 stage "draft" of pipeline "letter", gate.quorum | found the number 1.5; allowed: a whole number from 1 to 20.',
    ],
  },
  {
    name: 'a length of time without a unit',
    from: 'makes: letter',
    to: 'makes: letter\n        time_limit: 600',
    faults: [
      '35:21 stage "draft" of pipeline "letter", time_limit | found the number 600; allowed: a length of time as a number and a unit, like 90s, 10m, 2h or 7d.',
    ],
  },
  {
    name: 'a name with a capital letter',
    from: 'project: small',
    to: 'project: Small',
    faults: [
      '1:10 the project, project | found "Small"; allowed: a name of lower-case letters, digits, "-" and "_" that starts with a letter, at most 40 characters.',
    ],
  },
  {
    name: 'an empty text',
    from: 'name: Mara',
    to: "name: ' '",
    faults: ['10:11 person "mara", name | found an empty text; allowed: a text of 1 to 80 characters.'],
  },
  {
    name: 'a key without a value',
    from: 'name: Mara',
    to: 'name:',
    faults: ['10:10 person "mara", name | found nothing; allowed: a text of 1 to 80 characters.'],
  },
  {
    name: 'a word where a list belongs',
    from: 'domain: [wording]',
    to: 'domain: wording',
    faults: [
      '17:13 role "editor", domain | found "wording"; allowed: a list of at least one. A list of one is written [wording].',
    ],
  },
  {
    name: 'an empty list',
    from: 'domain: [wording]',
    to: 'domain: []',
    faults: ['17:13 role "editor", domain | found an empty list; allowed: a list of at least one.'],
  },
  {
    name: 'a mapping where a list belongs',
    from: 'needs: [brief]',
    to: 'needs: { brief: true }',
    faults: ['33:16 stage "draft" of pipeline "letter", needs | found a mapping of keys; allowed: a list.'],
  },
  {
    name: 'an unknown permission',
    from: '[view, decide]',
    to: '[view, decide, dicide]',
    faults: [
      '11:25 person "mara", may[3] | found "dicide"; allowed: view, message, operate, decide, edit or configure. Did you mean "decide"?',
    ],
  },
  {
    name: 'a word that is not everything',
    from: 'may: everything',
    to: 'may: all',
    faults: [
      '7:10 person "owner", may | found "all"; allowed: everything, or a list of some of: view, message, operate, decide, edit, configure.',
    ],
  },
  {
    name: 'an unknown surface',
    from: '{ slack: T1/U1 }',
    to: '{ slak: T1/U1 }',
    faults: ['12:17 person "mara", accounts.slak | the key "slak" is not known here. Did you mean "slack"?'],
  },
  {
    name: 'an account without a team',
    from: '{ slack: T1/U1 }',
    to: '{ slack: U1 }',
    faults: [
      '12:24 person "mara", accounts.slack | found "U1"; allowed: two ids with a "/" between them: team/user, or guild/user.',
    ],
  },
  {
    name: 'a variable in small letters',
    from: 'irreversible: true',
    to: 'irreversible: true\n        environment: { ci: "1" }',
    faults: [
      '44:24 stage "send" of pipeline "letter", environment.ci | found the key "ci"; allowed: the name of an environment variable: capital letters, digits and "_", starting with a letter.',
    ],
  },
  {
    name: 'a model with a name that is none',
    from: 'fast: {',
    to: 'Fast One: {',
    faults: [
      '19:12 role "editor", model | found "fast", which is no model: the models here are Fast One.',
      '21:3 model "Fast One" | found the key "Fast One"; allowed: a name of lower-case letters, digits, "-" and "_" that starts with a letter, at most 40 characters.',
    ],
  },
  {
    name: 'no address',
    from: 'FAST_KEY }',
    to: 'FAST_KEY, base_url: "localhost:11434" }',
    faults: [
      '21:57 model "fast", base_url | found "localhost:11434"; allowed: a web address that starts with https:// or http://, without the /chat/completions.',
    ],
  },
  {
    name: 'text that hides what it says',
    from: 'name: Mara',
    to: 'name: Mara\n    x‮y: 1',
    faults: [
      '11:5 person "mara", "x\\u202ey" | the key "x\\u202ey" is not known here; allowed: id, name, may and accounts.',
    ],
  },
];

describe('what the schema refuses', () => {
  it.each(cases)('is told: $name', (it) => {
    expect(told(textOf(it))).toEqual(it.faults);
  });
});
