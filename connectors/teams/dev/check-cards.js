// Reads activities, one a line, and has Microsoft's renderer parse the cards in them as version 1.5:
// prints what it complains of, and ends with 1 if there is anything.
'use strict';

global.window = global;
const cards = require(process.argv[2]);
const lines = require('fs').readFileSync(0, 'utf8').split('\n').filter((line) => line);
let complaints = 0;

const complain = (number, what) => {
  complaints++;
  console.log(`card ${number}: ${what}`);
};

lines.forEach((line, number) => {
  for (const attachment of JSON.parse(line).attachments) {
    const context = new cards.SerializationContext(cards.Versions.v1_5);
    const card = new cards.AdaptiveCard();
    card.parse(attachment.content, context);
    for (let i = 0; i < context.eventCount; i++) {
      complain(number, context.getEventAt(i).message);
    }
    card.validateProperties().validationEvents.forEach((event) => complain(number, event.message));
  }
});
console.log(`${lines.length} cards, ${complaints} complaints`);
process.exit(complaints === 0 ? 0 : 1);
