// Reads one of our values with the official client, and writes it back with it.
// node wire.js <registry url> <topic> <value in hex>; prints the contact's name and the new value in hex.
const { SchemaRegistryClient, SerdeType, AvroSerializer, AvroDeserializer } =
  require('@confluentinc/schemaregistry');

async function main() {
  const [url, topic, hex] = process.argv.slice(2);
  const client = new SchemaRegistryClient({ baseURLs: [url] });
  const deserializer = new AvroDeserializer(client, SerdeType.VALUE, {});
  const value = await deserializer.deserialize(topic, Buffer.from(hex, 'hex'));
  const serializer = new AvroSerializer(client, SerdeType.VALUE,
    { autoRegisterSchemas: false, useLatestVersion: true });
  const bytes = await serializer.serialize(topic, value);
  console.log(JSON.stringify({ name: value.contact.displayName, hex: bytes.toString('hex') }));
}

main().catch((error) => {
  console.error(error);
  process.exit(1);
});
