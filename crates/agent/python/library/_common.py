# Packages that images often have beside Python's own modules, for cloud-init, the Heat agents and the system's own tools:
# whether an instance has them nobody knows here.
PACKAGES = ' '.join((
    'OpenSSL apt apt_pkg aptsources attr babel bcrypt certifi chardet charset_normalizer cloudinit configobj cryptography dateutil',
    'dbus debian distro dnf dogpile eventlet gi glanceclient greenlet heatclient idna jinja2 jsonpatch jsonpointer jsonschema jwt',
    'keystoneauth1 keystoneclient libdnf lsb_release lxml markupsafe netaddr netifaces neutronclient novaclient numpy oauthlib',
    'openstack os_apply_config os_collect_config os_refresh_config oslo_config oslo_utils packaging paramiko passlib pbr pip',
    'pkg_resources psutil pyparsing pyrsistent pystache pytz requests rpm selinux serial setuptools simplejson six',
    'softwareproperties stevedore swiftclient systemd tornado urllib3 wheel yaml yum zaqarclient',
)).split()
