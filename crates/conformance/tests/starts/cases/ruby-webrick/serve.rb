require "webrick"

server = WEBrick::HTTPServer.new(Port: 8000, AccessLog: [])
server.mount_proc("/") { |_, response| response.body = "snow line at 1200 m\n" }
trap("TERM") { server.shutdown }
server.start
