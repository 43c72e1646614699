// Keeps a table of all contacts: begins with the items as they are now (merged), and follows each step (changes),
// without a gap and without taking a step twice.
//
//   npm install && node follow-contacts.js <Kafka> <registry> [<topics>]    (deploy/syncline up prints both addresses)
//
// Prints a line for every step that it takes, separated by tabs: the key, the version, what happened, the name.
const crypto = require('node:crypto');
const { Kafka, CompressionTypes, CompressionCodecs, logLevel } = require('kafkajs');
const { SchemaRegistryClient, SerdeType, AvroDeserializer } = require('@confluentinc/schemaregistry');
const lz4 = require('lz4js');

// Syncline compresses with LZ4, which the client leaves to others.
CompressionCodecs[CompressionTypes.LZ4] = () => ({
  compress: async (encoder) => Buffer.from(lz4.compress(encoder.buffer)),
  decompress: async (buffer) => Buffer.from(lz4.decompress(buffer)),
});

const [kafkaAddress, registry, topics = 'syncline.contact'] = process.argv.slice(2);
if (!registry) {
  console.error('Usage: node follow-contacts.js <Kafka> <registry> [<topics>]');
  process.exit(2);
}
const merged = `${topics}.merged.v1`;
const changes = `${topics}.changes.v1`;

// The version of each item that the table holds. A real subscriber keeps it with its own data.
const versions = new Map();

function isNew(key, version) {
  if ((versions.get(key) ?? 0) >= version) {
    return false;
  }
  versions.set(key, version);
  return true;
}

function say(key, version, what, name) {
  console.log([key, version, what, name ?? ''].join('\t'));
}

// Versions are 64 bits wide; these fit a number for the next few million years.
function takeItem(key, item) {
  if (item === null) { // A tombstone: the item is to be forgotten.
    versions.delete(key);
    say(key, 0, 'FORGOTTEN');
  } else if (isNew(key, Number(item.version))) {
    say(key, item.version, item.deleted ? 'DELETED' : 'IS', item.contact.displayName);
  }
}

function takeStep(key, change) {
  if (isNew(key, Number(change.version))) {
    say(key, change.version, change.kind, change.contact.displayName);
  }
}

async function main() {
  const kafka = new Kafka({ brokers: kafkaAddress.split(','), logLevel: logLevel.ERROR });
  const values = new AvroDeserializer(new SchemaRegistryClient({ baseURLs: [registry] }), SerdeType.VALUE, {});
  const admin = kafka.admin();
  await admin.connect();
  // Where the steps end now: what is committed. Earlier ones are in the items.
  const noted = await admin.fetchTopicOffsets(changes);
  await admin.disconnect();

  // It reads what is committed; it commits nothing, and begins anew each time. This client does not tell where a
  // topic ends with what is not committed yet. So it goes on reading the items beside the steps: what a transaction
  // wrote to both may become visible there a moment later, and the version says which of the two was first.
  const consumer = kafka.consumer({ groupId: `subscriber.follow-contacts.${crypto.randomUUID()}` });
  await consumer.connect();
  await consumer.subscribe({ topics: [merged, changes], fromBeginning: true });
  await consumer.run({
    autoCommit: false,
    eachMessage: async ({ topic, message }) => {
      const value = message.value === null ? null : await values.deserialize(topic, message.value);
      const take = topic === merged ? takeItem : takeStep;
      take(message.key.toString(), value);
    },
  });
  noted.forEach(({ partition, high }) => consumer.seek({ topic: changes, partition, offset: high }));
}

main().catch((error) => {
  console.error(error);
  process.exit(1);
});
