import { describe, expect, it } from 'vitest';
import { minimal } from './minimal.ts';
import { textOf, told, type Case } from './table.ts';

const cases: Case[] = [
  {
    name: 'an id that another person has',
    from: 'id: mara',
    to: 'id: owner',
    faults: [
      '9:9 person "owner", id | found "owner", which another person has already; give each its own.',
      '36:36 stage "draft" of pipeline "letter", gate.approvers[2] | found "mara", which is no person: the people here are owner.',
    ],
  },
  {
    name: 'a handle that another role has',
    from: 'models:',
    to: '  - { handle: editor, name: Other, emoji: x, domain: [y], instructions: z }\nmodels:',
    faults: ['20:15 role "editor", handle | found "editor", which another role has already; give each its own.'],
  },
  {
    name: 'an id that another stage has',
    from: 'id: send',
    to: 'id: draft',
    faults: [
      '37:13 stage "draft" of pipeline "letter", id | found "draft", which another stage of this pipeline has already; give each its own.',
    ],
  },
  {
    name: 'parameters that look alike to a command',
    from: '    stages:',
    to: '      - { name: big-one, label: A, required: false }\n      - { name: big_one, label: B, required: false }\n    stages:',
    faults: [
      '29:17 parameter "big_one" of pipeline "letter", name | commands read it as WHEEL_PARAM_BIG_ONE, and "big-one" too; give each its own name.',
    ],
  },
  {
    name: 'a command of an agent that may take longer than its stage',
    from: '    stages:\n',
    to: [
      '    stages:',
      '      - { id: a, name: A, do: agent, role: editor, brief: x, makes: a, shell: { time_limit: 11m },',
      '          commands: { b: { run: x, time_limit: 10m } } }',
      '',
    ].join('\n'),
    faults: [
      '29:93 stage "a" of pipeline "letter", shell.time_limit | found 11m, but its stage ends after 10m; write less, or give the stage a longer time_limit.',
    ],
  },
  {
    name: 'a key that an agent does not have',
    from: '    stages:\n',
    to: '    stages:\n      - { id: a, name: A, do: agent, role: editor, brief: x, makes: a, tool: [read] }\n',
    faults: ['29:72 stage "a" of pipeline "letter", tool | the key "tool" is not known here. Did you mean "tools"?'],
  },
  {
    name: 'a place that stands twice',
    from: 'director: editor',
    to: 'places: [{ surface: console, channel: a }, { surface: console, channel: a }]',
    faults: ['3:73 place "a", channel | found console a, which stands in this list already; remove one of them.'],
  },
  {
    name: 'an artifact that nobody makes',
    from: 'needs: [letter]',
    to: 'needs: [leter]',
    faults: [
      '41:17 stage "send" of pipeline "letter", needs[1] | found "leter", which no earlier stage makes; there are at this point: brief and letter. Did you mean "letter"?',
    ],
  },
  {
    name: 'an artifact that is made later',
    from: 'needs: [brief]',
    to: 'needs: [brief, receipt]',
    faults: [
      '33:24 stage "draft" of pipeline "letter", needs[2] | found "receipt", which is made only later, by stage "send"; there are at this point: brief.',
    ],
  },
  {
    name: 'an artifact that the stage makes itself',
    from: 'needs: [brief]',
    to: 'needs: [letter]',
    faults: [
      '33:17 stage "draft" of pipeline "letter", needs[1] | found "letter", which this stage makes itself and no earlier one does; there are at this point: brief.',
    ],
  },
  {
    name: 'a stage that makes the brief',
    from: 'makes: receipt',
    to: 'makes: brief',
    faults: [
      '42:16 stage "send" of pipeline "letter", makes | found "brief", which is what a person writes at the start; choose another name.',
    ],
  },
  {
    name: 'a revision in another scope',
    from: 'makes: receipt',
    to: 'makes: letter\n        scope: project',
    faults: [
      '43:16 stage "send" of pipeline "letter", scope | found project, but stage "draft" makes "letter" with scope run; write the same scope, or another artifact.',
    ],
  },
  {
    name: 'a need that stands twice',
    from: 'needs: [brief]',
    to: 'needs: [brief, brief]',
    faults: [
      '33:24 stage "draft" of pipeline "letter", needs[2] | found "brief" a second time; it counts once, so remove one of them.',
    ],
  },
  {
    name: 'a role that is none',
    from: 'role: editor',
    to: 'role: Editor',
    faults: [
      '32:15 stage "draft" of pipeline "letter", role | found "Editor", which is no role: the roles here are editor. Did you mean "editor"?',
    ],
  },
  {
    name: 'a director that is no role',
    from: 'director: editor',
    to: 'director: chief',
    faults: ['3:11 the project, director | found "chief", which is no role: the roles here are editor.'],
  },
  {
    name: 'a model that is not declared',
    from: 'model: fast',
    to: 'model: fsat',
    faults: [
      '19:12 role "editor", model | found "fsat", which is no model: the models here are fast. Did you mean "fast"?',
    ],
  },
  {
    name: 'an approver that is nobody',
    from: '[owner, mara], quorum: 2',
    to: '[owner, maria], quorum: 2',
    faults: [
      '36:36 stage "draft" of pipeline "letter", gate.approvers[2] | found "maria", which is no person: the people here are owner and mara. Did you mean "mara"?',
    ],
  },
  {
    name: 'an approver who may not decide',
    from: 'may: [view, decide]',
    to: 'may: [view]',
    faults: [
      '36:36 stage "draft" of pipeline "letter", gate.approvers[2] | found "mara", who may not decide; give that person "decide", or name somebody else.',
    ],
  },
  {
    name: 'S1: an empty list of approvers',
    from: '[owner, mara], quorum: 2',
    to: '[]',
    faults: [
      '36:28 stage "draft" of pipeline "letter", gate.approvers | found an empty list; allowed: anyone-who-may-decide, or a list of at least one person id. An empty list means nobody: the gate could never open.',
    ],
  },
  {
    name: 'an approver who is no list',
    from: '[owner, mara], quorum: 2',
    to: 'mara',
    faults: [
      '36:28 stage "draft" of pipeline "letter", gate.approvers | found "mara"; allowed: anyone-who-may-decide, or a list of at least one person id. A list of one is written [mara].',
    ],
  },
  {
    name: 'a quorum above the number of approvers',
    from: '[owner, mara], quorum: 2',
    to: '[mara], quorum: 2',
    faults: [
      '36:44 stage "draft" of pipeline "letter", gate.quorum | the gate needs 2, but only 1 person can decide here (mara): it might never open. Lower the quorum, exclude fewer, or let more people decide.',
    ],
  },
  {
    name: 'a quorum above the number of people who may decide',
    from: '{ approvers: [owner, mara], quorum: 2 }',
    to: '{ quorum: 3 }',
    faults: [
      '36:25 stage "draft" of pipeline "letter", gate.quorum | the gate needs 3, but only 2 people can decide here (owner and mara): it might never open. Lower the quorum, exclude fewer, or let more people decide.',
    ],
  },
  {
    name: 'a quorum that an exclusion makes impossible',
    from: 'quorum: 2',
    to: 'quorum: 2, exclude: [starter]',
    faults: [
      '36:51 stage "draft" of pipeline "letter", gate.quorum | the gate needs 2, but only 2 people can decide here (owner and mara), and exclude (starter) can take away 1 of them: it might never open. Lower the quorum, exclude fewer, or let more people decide.',
    ],
  },
  {
    name: 'exclusions that leave nobody',
    from: '{ approvers: [owner, mara], quorum: 2 }',
    to: '{ approvers: [owner], exclude: [last-editor] }',
    faults: [
      '36:46 stage "draft" of pipeline "letter", gate.exclude | the gate needs 1, but only 1 person can decide here (owner), and exclude (last-editor) can take away 1 of them: it might never open. Lower the quorum, exclude fewer, or let more people decide.',
    ],
  },
  {
    name: 'nobody who may decide or operate',
    from: 'may: everything',
    to: 'may: [view]',
    faults: [
      '5:3 the project, people | nobody here may operate: no run could be started. Give "operate" to at least one person.',
      '36:29 stage "draft" of pipeline "letter", gate.approvers[1] | found "owner", who may not decide; give that person "decide", or name somebody else.',
    ],
  },
  {
    name: 'an irreversible command without a gate',
    from: '        gate: { when: before, human: always }\n',
    to: '',
    faults: [
      '43:23 stage "send" of pipeline "letter", irreversible | the command can\'t be undone, but no gate stands before it; write gate: { when: before, human: always }.',
    ],
  },
  {
    name: 'an irreversible command with a gate behind it',
    from: 'when: before',
    to: 'when: after',
    faults: [
      '44:15 stage "send" of pipeline "letter", gate | the command can\'t be undone, but this gate lets it run before a person has said yes; write gate: { when: before, human: always }.',
    ],
  },
  {
    name: 'an irreversible command whose gate the mode decides',
    from: 'human: always',
    to: 'human: by-mode',
    faults: [
      '44:15 stage "send" of pipeline "letter", gate | the command can\'t be undone, but this gate lets it run before a person has said yes; write gate: { when: before, human: always }.',
    ],
  },
  {
    name: 'an account that somebody else has',
    from: '{ slack: T1/U1 }',
    to: '{ console: local/owner }',
    faults: [
      '12:26 person "mara", accounts.console | found "local/owner", which is "owner"\'s account already; one account is one person.',
    ],
  },
  {
    name: 'a user of Discord who is somebody else in another server',
    text: minimal
      .replace('{ console: local/owner }', '{ discord: 11/5 }')
      .replace('{ slack: T1/U1 }', '{ discord: 22/5 }'),
    faults: [
      '12:26 person "mara", accounts.discord | found "22/5", and that user is "owner" already, in another server; one user of Discord is one person.',
    ],
  },
  {
    name: 'an address that somebody else has, in other letters',
    from: '{ console: local/owner }',
    to: '{ console: local/owner, oidc: mara@example.com }\n  - { id: twin, name: Twin, may: [view], accounts: { oidc: Mara@Example.com } }',
    faults: [
      '9:60 person "twin", accounts.oidc | found "Mara@Example.com", which is "owner"\'s account already; one account is one person.',
    ],
  },
  {
    name: 'a Slack name instead of an id',
    from: 'T1/U1',
    to: 'acme/mara',
    faults: [
      '12:24 person "mara", accounts.slack | found "acme/mara"; write the team\'s and the user\'s id, like T024BE7LD/U0G9QF9C6: ids never change hands, names do.',
    ],
  },
  {
    name: 'a Discord name instead of an id',
    from: '{ slack: T1/U1 }',
    to: '{ discord: guild/mara }',
    faults: [
      '12:26 person "mara", accounts.discord | found "guild/mara"; write the server\'s and the user\'s number, like 197038439483310086/80351110224678912: ids never change hands, names do.',
    ],
  },
  {
    name: 'a default that is none of the choices',
    from: 'default: small',
    to: 'default: smal',
    faults: [
      '27:84 parameter "size" of pipeline "letter", default | found "smal", which is none of the choices: small or large. Did you mean "small"?',
    ],
  },
  {
    name: 'a choice without choices',
    from: 'choices: [small, large], default: small',
    to: 'default: small',
    faults: [
      '27:9 parameter "size" of pipeline "letter", choices | is missing; a parameter of kind choice lists what may be chosen, like choices: [small, large].',
    ],
  },
  {
    name: 'choices of a line',
    from: 'kind: choice, ',
    to: '',
    faults: [
      '27:36 parameter "size" of pipeline "letter", choices | choices belong to a parameter with "kind: choice", and this one\'s kind is "line".',
    ],
  },
  {
    name: 'a default that is no number',
    from: 'kind: choice, choices: [small, large], default: small',
    to: 'kind: number, default: ten',
    faults: [
      '27:59 parameter "size" of pipeline "letter", default | found "ten"; a parameter of kind number needs a number, in quotes: "10".',
    ],
  },
  {
    name: 'a default of several lines for one line',
    from: 'kind: choice, choices: [small, large], default: small',
    to: 'default: "a\\nb"',
    faults: [
      '27:45 parameter "size" of pipeline "letter", default | found several lines; a parameter of kind line has one. Write kind: text for more.',
    ],
  },
  {
    name: 'a budget in money for a model without a price',
    from: '    parameters:',
    to: '    budget: { usd: 2 }\n    parameters:',
    faults: [
      '26:20 pipeline "letter", budget.usd | a budget in money needs prices, and model "fast" has none. Give it price: { input: …, output: … }, or a budget of tokens instead.',
    ],
  },
  {
    name: 'a variable that belongs to the run',
    from: 'irreversible: true',
    to: 'irreversible: true\n        environment: { WHEEL_RUN: "1" }',
    faults: [
      '44:24 stage "send" of pipeline "letter", environment.WHEEL_RUN | found "WHEEL_RUN"; names that start with WHEEL_ are set by the run. Choose another.',
    ],
  },
  {
    name: 'S16: a key where the name of a variable belongs',
    from: 'FAST_KEY',
    to: 'sk-canary-1',
    faults: [
      '21:37 model "fast", api_key_from | found something else (not shown: it may be a secret); allowed: the name of an environment variable: capital letters, digits and "_", starting with a letter. Write the name of the variable that holds the key, never the key itself.',
    ],
  },
  {
    name: 'S16: a key in a key of its own',
    from: 'api_key_from: FAST_KEY',
    to: 'api_key: sk-canary-1',
    faults: ['21:23 model "fast", api_key | the key "api_key" is not known here. Did you mean "api_key_from"?'],
  },
  {
    name: 'S16: a password in an address',
    from: 'FAST_KEY',
    to: 'FAST_KEY, base_url: "https://me:canary@models.example/v1"',
    faults: [
      '21:57 model "fast", base_url | the address carries a password or key (not shown); take it out and name a variable in api_key_from.',
    ],
  },
  {
    name: 'S16: a key in an address that is none',
    from: 'FAST_KEY',
    to: 'FAST_KEY, base_url: "models.example/v1?key=canary"',
    faults: [
      '21:57 model "fast", base_url | found something else (not shown: it may be a secret); allowed: a web address that starts with https:// or http://, without the /chat/completions.',
    ],
  },
];

describe('what one place says of another', () => {
  it.each(cases)('is told: $name', (it) => {
    expect(told(textOf(it))).toEqual(it.faults);
  });
});
