const fs = require("fs");
const http = require("http");

let count = 0;
http.createServer((request, response) => {
  const name = `uploads/${count++}.txt`;
  fs.writeFileSync(name, request.url);
  response.end(`kept ${name}\n`);
}).listen(8080);
