// A real SMTP server for tests: node smtp-catcher.mjs DIR [--until-stdin-closes]
//
// Listens on 127.0.0.1 on a free port and prints `smtp listening on PORT`. Each message received is written to
// DIR/0001.eml, DIR/0002.eml … (complete when it appears); DIR/connections holds how many connections were made.
// DIR/mode is read at each message: `ok` (also when absent) takes it, `refuse-temporarily` answers 451,
// `refuse` answers 550. Ends by SIGTERM; with --until-stdin-closes (give it a pipe) also when its parent ends.
import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { SMTPServer } from 'smtp-server';

const folder = process.argv[2];
if (!folder) {
  console.error('usage: smtp-catcher.mjs DIR');
  process.exit(2);
}
mkdirSync(folder, { recursive: true });

let connections = 0;
let messages = 0;

function write(name, content) {
  const temporary = join(folder, `.${name}.part`);
  writeFileSync(temporary, content);
  renameSync(temporary, join(folder, name));
}

function mode() {
  try {
    return readFileSync(join(folder, 'mode'), 'utf8').trim();
  } catch {
    return 'ok';
  }
}

function refusal(code, text) {
  return Object.assign(new Error(text), { responseCode: code });
}

const server = new SMTPServer({
  authOptional: true,
  disabledCommands: ['STARTTLS', 'AUTH'],
  disableReverseLookup: true,
  logger: false,
  onConnect(session, done) {
    connections += 1;
    write('connections', String(connections));
    done();
  },
  onData(stream, session, done) {
    const parts = [];
    stream.on('data', (part) => parts.push(part));
    stream.on('end', () => {
      switch (mode()) {
        case 'refuse-temporarily':
          return done(refusal(451, 'Try again later'));
        case 'refuse':
          return done(refusal(550, 'No such mailbox'));
        default:
          messages += 1;
          write(`${String(messages).padStart(4, '0')}.eml`, Buffer.concat(parts));
          return done();
      }
    });
  },
});

server.on('error', (error) => console.error(`smtp: ${error.message}`));
write('connections', '0');
server.listen(0, '127.0.0.1', () => {
  console.log(`smtp listening on ${server.server.address().port}`);
});

const stop = () => server.close(() => process.exit(0));
process.on('SIGTERM', stop);
process.on('SIGINT', stop);
if (process.argv.includes('--until-stdin-closes')) process.stdin.on('end', stop).on('error', stop).resume();
