from importlib import import_module

Migration = import_module("estafeta.websites.migrations.0001_initial").Migration
