// Bolt for JavaScript as its documentation has it, which only acknowledges.
// Arguments: the port, where Slack is, the signing secret.
'use strict';

const { App } = require('@slack/bolt');
const [port, slackApiUrl, signingSecret] = process.argv.slice(2);
const app = new App({
  token: 'xoxb-of-the-benchmark',
  signingSecret,
  endpoints: '/slack/commands',
  clientOptions: { slackApiUrl },
});

app.command('/desk', async ({ ack }) => ack());
app.start({ port: Number(port), host: '127.0.0.1' });
