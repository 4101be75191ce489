import ArgumentParser
import CommandLineTool

CoeruleusCommand.main()
