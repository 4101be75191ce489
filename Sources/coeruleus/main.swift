import CommandLineTool

CoeruleusCommand.start()
