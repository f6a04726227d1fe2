# The first two are all one needs: serve shows the playground, test says whether everything holds.
.DEFAULT_GOAL := help
.PHONY: help serve build check test lint size lighthouse nightly screenshot clean

lint := rust clippy rustfmt wasm32
# A page for development; a release is also cut into chunks and made smaller.
page := rust wasm32 node npm-bundle trunk wasm-bindgen
release := rust wasm32 node npm trunk wasm-bindgen wasm-split

help: ## say what there is
	@sed -n 's/^\([a-z]*\):.*## \(.*\)/  make \1\t\2/p' $(firstword $(MAKEFILE_LIST)) | expand -t 20

serve: ## install what is missing, and serve the playground on http://127.0.0.1:8080/ (PORT=, RELEASE=1)
	@scripts/need $(if $(RELEASE),$(release),$(page))
	@scripts/serve

build: ## install what is missing, and build the static files into dist/
	@scripts/need $(release)
	@scripts/build

check: ## check format and warnings, and run the tests that need nothing but Rust: a few minutes
	@scripts/need $(lint)
	@scripts/check

test: ## install what is missing, and run every test
	@scripts/need $(lint) $(release) chromium builder
	@scripts/test

lint: ## check layout and warnings
	@scripts/need $(lint)
	@scripts/lint

size: build ## print what the page weighs: its budget, and the change since the weights were recorded
	@node scripts/size.js

lighthouse: build ## run Lighthouse on the page, on a simulated phone
	@scripts/need chromium lighthouse
	@node benches/page/lighthouse.js

nightly: ## run what takes too long for every change: other real builds, fuzzing, Lighthouse
	@scripts/need $(release) chromium builder lighthouse nightly fuzz
	@scripts/nightly

screenshot: build ## take the pictures in docs/
	@scripts/need chromium
	@node scripts/screenshot.js

clean: ## remove what was built, and what was installed into this folder
	rm -rf target dist node_modules benches/page/node_modules .cache test-results playwright-report
