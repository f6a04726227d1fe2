require_relative "app"

run Trails
