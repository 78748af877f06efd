import type { TriggerSource } from '../../run/run.ts';

/** Through what a run was started. */
export const sourceWords: Record<TriggerSource, string> = {
  slack_button: 'a button in Slack',
  slack_form: 'a form in Slack',
  discord_button: 'a button in Discord',
  discord_form: 'a form in Discord',
  console_form: 'a form in the console',
  api_client: 'a program, by the HTTP API',
  cli_tool: 'a tool on the command line',
  integration_test: 'a test',
};
