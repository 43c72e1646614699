// Validates an AsyncAPI document; prints what is wrong with it, a line each, then how many channels it has.
// node validate.js <file>
const fs = require('node:fs');
const { Parser } = require('@asyncapi/parser');

const WARNING = 1; // Errors are 0; what is above is advice.

async function main() {
  const { document, diagnostics } = await new Parser().parse(fs.readFileSync(process.argv[2], 'utf8'));
  diagnostics.filter((found) => found.severity <= WARNING)
    .forEach((found) => console.log(`${found.path.join('/')}: ${found.message}`));
  console.log(`channels: ${document ? document.channels().all().length : 'unreadable'}`);
}

main().catch((error) => {
  console.error(error);
  process.exit(1);
});
