// A mail server that takes each letter and, while `answer_last_dot` is false, says nothing after its end: so
// that nobody knows whether it went out.
import { createServer } from 'node:net';

export async function mail_server() {
  const open = new Set();
  const mail = { port: 0, letters: [], answer_last_dot: true, stop: async () => {} };
  const server = createServer((socket) => {
    open.add(socket);
    socket.on('close', () => open.delete(socket));
    socket.on('error', () => {});
    let text = '';
    let letter = null;
    socket.write('220 test.example ESMTP\r\n');
    socket.on('data', (bytes) => {
      text += bytes.toString('utf8');
      for (let end = text.indexOf('\r\n'); end >= 0; end = text.indexOf('\r\n')) {
        const line = text.slice(0, end);
        text = text.slice(end + 2);
        if (letter !== null) {
          if (line !== '.') { letter.push(line); continue; }
          mail.letters.push(letter.join('\r\n'));
          letter = null;
          if (!mail.answer_last_dot) { socket.destroy(); return; }
          socket.write('250 2.0.0 Ok\r\n');
        } else if (/^EHLO/i.test(line)) socket.write('250-test.example\r\n250 8BITMIME\r\n');
        else if (/^DATA/i.test(line)) { letter = []; socket.write('354 go on\r\n'); } else if (/^QUIT/i.test(line)) socket.end('221 bye\r\n');
        else socket.write('250 ok\r\n');
      }
    });
  });
  await new Promise((done) => server.listen(0, '127.0.0.1', done));
  mail.port = server.address().port;
  mail.stop = async () => {
    for (const socket of open) socket.destroy();
    await new Promise((done) => server.close(done));
  };
  return mail;
}
