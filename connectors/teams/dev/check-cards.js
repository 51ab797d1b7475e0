// Reads activities and answers, one a line, and holds the cards in them against what Microsoft publishes of version 1.5:
// its renderer parses and validates each, and each object may have only the properties, of the types and with the values, that
// the renderer's own schema of it names. Prints what there is to complain of, and ends with 1 if there is anything.
'use strict';

global.window = global;
const cards = require(process.argv[2]);
const lines = require('fs').readFileSync(0, 'utf8').split('\n').filter((line) => line);
const version = cards.Versions.v1_5;
// What names the schema, what the parser takes before it looks at schemas, and what Teams reads besides.
const BESIDES = {
  AdaptiveCard: ['$schema', 'body', 'actions'],
  Container: ['items'],
  Column: ['items'],
  ColumnSet: ['columns'],
  ActionSet: ['actions'],
  RichTextBlock: ['inlines'],
  Table: ['rows'],
  TableRow: ['cells'],
  TableCell: ['items'],
};
// What stands only inside of something, and is in no register.
const PARTS = ['AdaptiveCard', 'Column', 'TableRow', 'TableCell'];
const OF_TEAMS = 'msteams';
// What Teams takes in cards of 1.5, although a later version names it; see docs/decisions/0057-cards-say-1.5-and-may-ask-for-choices.md.
const EARLY_IN_TEAMS = 'choices.data';
let complaints = 0;

const complain = (number, what) => {
  complaints++;
  console.log(`card ${number}: ${what}`);
};

const isObject = (value) => value !== null && typeof value === 'object' && !Array.isArray(value);

const cardsIn = (node) => {
  if (node === null || typeof node !== 'object') {
    return [];
  }
  return node.type === 'AdaptiveCard' ? [node] : Object.values(node).flatMap(cardsIn);
};

// The renderer's class of an object; by its type, or else as what holds it says.
const classOf = (json, expected) => {
  if (PARTS.includes(json.type)) {
    return cards[json.type];
  }
  const known =
    cards.GlobalRegistry.elements.findByName(json.type) || cards.GlobalRegistry.actions.findByName(json.type);
  return known ? known.objectType : expected;
};

const isOfType = (property, value) => {
  if (property instanceof cards.BoolProperty) {
    return typeof value === 'boolean';
  }
  if (property instanceof cards.NumProperty) {
    return typeof value === 'number';
  }
  if (property instanceof cards.StringProperty) {
    return typeof value === 'string';
  }
  if (property instanceof cards.EnumProperty) {
    return typeof value === 'string' && Object.values(property.enumType).concat(Object.keys(property.enumType))
      .some((name) => String(name).toLowerCase() === value.toLowerCase());
  }
  return true;
};

const propertiesOf = (made) => {
  const schema = made.getSchema();
  return Array.from({ length: schema.getCount() }, (_, i) => schema.getItemAt(i));
};

const faultsOf = (json, expected, upTo = version) => {
  const made = classOf(json, expected);
  if (!made) {
    return [`'${json.type}' is nothing that a card of 1.5 may hold`];
  }
  const named = json.type || made.name;
  const properties = propertiesOf(new made());
  const allowed = ['type', 'fallback'].concat(BESIDES[named] || []);
  return Object.entries(json).filter(([key]) => named !== 'AdaptiveCard' || key !== OF_TEAMS).flatMap(([key, value]) => {
    const property = properties.find((it) => it.name === key);
    if (!property) {
      return allowed.includes(key) ? insideOf(value, undefined, upTo) : [`${named} knows no '${key}'`];
    }
    const taken = key === EARLY_IN_TEAMS ? cards.Versions.v1_6 : upTo;
    const late = cards.isVersionLessOrEqual(property.targetVersion, taken) ? [] : [`${named}.${key} came after 1.5`];
    const odd = isOfType(property, value) ? [] : [`${named}.${key} can't be ${JSON.stringify(value)}`];
    return late.concat(odd, key === 'data' ? [] : insideOf(value, property.objectType, taken));
  });
};

const insideOf = (value, expected, upTo = version) =>
  (Array.isArray(value) ? value : [value]).filter(isObject).flatMap((child) => faultsOf(child, expected, upTo));

lines.forEach((line, number) => {
  const found = cardsIn(JSON.parse(line));
  if (found.length === 0) {
    complain(number, 'there is no card in it');
  }
  for (const json of found) {
    if (json.version !== '1.5') {
      complain(number, `it says that it is of version ${json.version}`);
    }
    const isEarly = JSON.stringify(json).includes(`"${EARLY_IN_TEAMS}"`);
    const context = new cards.SerializationContext(isEarly ? cards.Versions.v1_6 : version);
    const card = new cards.AdaptiveCard();
    card.parse(json, context);
    for (let i = 0; i < context.eventCount; i++) {
      complain(number, context.getEventAt(i).message);
    }
    card.validateProperties().validationEvents.forEach((event) => complain(number, event.message));
    faultsOf(json).forEach((what) => complain(number, what));
  }
});
console.log(`${lines.length} cards, ${complaints} complaints`);
process.exit(complaints === 0 ? 0 : 1);
