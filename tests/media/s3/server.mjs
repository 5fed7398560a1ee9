// A server that speaks S3 with one bucket, for tests/media/s3_test.cc. Prints its port; ends with its standard input.
//   node server.mjs FOLDER
// s3rver takes every signature of version 4, so each request is signed anew here, by aws4, and compared.
import { createServer } from 'node:http';
import aws4 from 'aws4';
import S3rver from 's3rver';

const keys = { accessKeyId: 'S3RVER', secretAccessKey: 'S3RVER' };
const store = new S3rver({
  silent: true,
  vhostBuckets: false,
  directory: process.argv[2],
  configureBuckets: [{ name: 'recado' }],
});
await store.configureBuckets();
const answer = store.callback();

function is_signed(request) {
  const given = request.headers.authorization ?? '';
  const names = /SignedHeaders=([^,]+)/.exec(given)?.[1].split(';') ?? [];
  const headers = Object.fromEntries(names.map((name) => [name, request.headers[name]]));
  const must = ['host', 'x-amz-content-sha256', 'x-amz-date'];
  if (!must.every((name) => headers[name])) return false;
  const { method, url: path } = request;
  const signed = aws4.sign({ service: 's3', region: 'us-east-1', method, path, headers }, keys);
  return signed.headers.Authorization.split('Signature=')[1] === given.split('Signature=')[1];
}

const server = createServer((request, response) => {
  if (is_signed(request)) return answer(request, response);
  request.resume();
  response.writeHead(403).end('<Error><Code>SignatureDoesNotMatch</Code></Error>');
});
server.listen(0, '127.0.0.1', () => console.log(server.address().port));
process.stdin.resume();
process.stdin.on('end', () => process.exit(0));
