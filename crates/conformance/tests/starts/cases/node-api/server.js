const http = require("http");

http.createServer((request, response) => {
  response.setHeader("Content-Type", "application/json");
  response.end(JSON.stringify({ ferry: "on time" }));
}).listen(3000, "0.0.0.0");
