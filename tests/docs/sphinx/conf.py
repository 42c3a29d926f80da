project = "A testbed"
extensions = ["hotplate_docs.sphinx"]
html_theme = "sphinx_rtd_theme"
html_favicon = "icon.svg"
hotplate_script = "hotplate/embed/hot-plate.js"
hotplate_page = "https://hotplate.example.org/"
hotplate_upgrade = True
