require "sinatra/base"

class Trails < Sinatra::Base
  get("/") { "trail 7 is open\n" }
end
