"""Stands in for the desktop on a bus: says what logind and screen savers say, when told to.

Run with the system's own Python, which knows the bus; nothing of ours is imported. Takes the
address of the bus; each line on standard input is one signal, or ``quit``. Each method that is
called, and the release of what keeps the computer awake, is told on standard output.
"""

import os
import sys

from gi.repository import Gio, GLib

LOGIN = "org.freedesktop.login1"
PATH = "/org/freedesktop/login1"
OURS = f"{PATH}/session/_31"
OTHER = f"{PATH}/session/_32"
METHODS = """
<node>
  <interface name="org.freedesktop.login1.Manager">
    <method name="GetSession">
      <arg type="s" direction="in"/><arg type="o" direction="out"/>
    </method>
    <method name="Inhibit">
      <arg type="s" direction="in"/><arg type="s" direction="in"/>
      <arg type="s" direction="in"/><arg type="s" direction="in"/>
      <arg type="h" direction="out"/>
    </method>
  </interface>
  <interface name="org.freedesktop.login1.Session">
    <property name="Id" type="s" access="read"/>
  </interface>
</node>
"""


def say(words):
    os.write(1, f"{words}\n".encode())


def on_call(_bus, _sender, _path, _interface, method, arguments, answer):
    say(" ".join((method, *arguments.unpack())))
    if method == "GetSession":
        answer.return_value(GLib.Variant("(o)", (OURS,)))
        return
    reads, writes = os.pipe()
    handed = Gio.UnixFDList.new()
    place = handed.append(writes)
    os.close(writes)
    GLib.io_add_watch(reads, GLib.IO_HUP, on_released)
    answer.return_value_with_unix_fd_list(GLib.Variant("(h)", (place,)), handed)


def on_released(reads, _condition):
    os.close(reads)
    say("released")
    return False


def on_asked(_bus, _sender, _path, _interface, name):
    say(f"asked for {name}")
    return GLib.Variant("s", "1")


def changed(name, value):
    values = {name: GLib.Variant("b", value)}
    return GLib.Variant("(sa{sv}as)", (f"{LOGIN}.Session", values, []))


def flag(value):
    return GLib.Variant("(b)", (value,))


SESSION, MANAGER, PROPERTIES = (
    f"{LOGIN}.Session",
    f"{LOGIN}.Manager",
    "org.freedesktop.DBus.Properties",
)
SIGNALS = {
    "saver on": ("/ScreenSaver", "org.freedesktop.ScreenSaver", "ActiveChanged", flag(True)),
    "saver off": ("/ScreenSaver", "org.freedesktop.ScreenSaver", "ActiveChanged", flag(False)),
    "gnome on": ("/org/gnome/ScreenSaver", "org.gnome.ScreenSaver", "ActiveChanged", flag(True)),
    "sleep": (PATH, MANAGER, "PrepareForSleep", flag(True)),
    "wake": (PATH, MANAGER, "PrepareForSleep", flag(False)),
    "lock": (OURS, SESSION, "Lock", None),
    "lock of another": (OTHER, SESSION, "Lock", None),
    "unlock": (OURS, SESSION, "Unlock", None),
    "switched": (OURS, PROPERTIES, "PropertiesChanged", changed("Active", False)),
    "back": (OURS, PROPERTIES, "PropertiesChanged", changed("Active", True)),
    "hinted": (OURS, PROPERTIES, "PropertiesChanged", changed("LockedHint", True)),
}


def on_line(source, _condition):
    # By hand: what is buffered would be waited for in vain.
    for line in os.read(source, 65_536).decode().splitlines():
        if line == "quit":
            loop.quit()
            return False
        bus.emit_signal(None, *SIGNALS[line])
        bus.flush_sync(None)
    return True


if __name__ == "__main__":
    flags = Gio.DBusConnectionFlags
    bus = Gio.DBusConnection.new_for_address_sync(
        sys.argv[1], flags.AUTHENTICATION_CLIENT | flags.MESSAGE_BUS_CONNECTION, None, None
    )
    node = Gio.DBusNodeInfo.new_for_xml(METHODS)
    bus.register_object(PATH, node.interfaces[0], on_call, None, None)
    bus.register_object(f"{PATH}/session/auto", node.interfaces[1], None, on_asked, None)
    loop = GLib.MainLoop()
    Gio.bus_own_name_on_connection(
        bus, LOGIN, Gio.BusNameOwnerFlags.NONE, lambda *_: say("ready"), None
    )
    GLib.io_add_watch(0, GLib.IO_IN, on_line)
    loop.run()
