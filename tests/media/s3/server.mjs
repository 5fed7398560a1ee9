// A server that speaks S3 with one bucket, for tests/media/s3_test.cc. Prints its port; ends with its standard input.
import S3rver from 's3rver';

const server = new S3rver({
  port: 0,
  address: '127.0.0.1',
  silent: true,
  directory: process.argv[2],
  configureBuckets: [{ name: 'recado' }],
});
const { port } = await server.run();
console.log(port);
process.stdin.resume();
process.stdin.on('end', async () => {
  await server.close();
  process.exit(0);
});
