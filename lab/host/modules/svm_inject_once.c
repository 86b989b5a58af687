// SPDX-License-Identifier: GPL-2.0
/*
 * Works around a defect of QEMU's emulated SVM (target/i386/tcg/system/svm_helper.c, helper_vmrun): VMRUN with an interrupt in
 * EVENTINJ leaves its vector in exception_index. A virtual processor that is kicked before its next #VMEXIT takes the interrupt
 * a second time, with interrupts disabled too: the guest hangs in a lock, is reset by a triple fault or corrupts its memory.
 * An IPI of the processor to itself, pending at VMRUN, ends the guest before its first instruction; #VMEXIT clears the vector.
 */
#include <linux/irq_work.h>
#include <linux/module.h>
#include <linux/sched.h>
#include <linux/string.h>
#include <linux/threads.h>
#include <linux/tracepoint.h>
#include <asm/processor.h>

struct kvm_vcpu;
extern struct tracepoint __tracepoint_kvm_inj_virq;
extern struct tracepoint __tracepoint_kvm_entry;

/* By thread, as one may move to another processor between the two. */
static DECLARE_BITMAP(injecting, PID_MAX_LIMIT);

static DEFINE_PER_CPU(struct irq_work, exit_at_once);

static void nothing(struct irq_work *work) { }

static void on_injection(void *data, unsigned int vector, bool soft, bool reinjected)
{
	set_bit(current->pid, injecting);
}

/* KVM traces an entry with interrupts disabled, so the IPI stays pending until VMRUN. */
static void on_entry(void *data, struct kvm_vcpu *vcpu, bool exits_at_once)
{
	if (test_and_clear_bit(current->pid, injecting))
		irq_work_queue(this_cpu_ptr(&exit_at_once));
}

static int __init start(void)
{
	int cpu, error;

	if (!strstarts(boot_cpu_data.x86_model_id, "QEMU TCG"))
		return 0;
	for_each_possible_cpu(cpu)
		*per_cpu_ptr(&exit_at_once, cpu) = IRQ_WORK_INIT_HARD(nothing);
	error = tracepoint_probe_register(&__tracepoint_kvm_inj_virq, on_injection, NULL);
	return error ?: tracepoint_probe_register(&__tracepoint_kvm_entry, on_entry, NULL);
}

module_init(start);
MODULE_DESCRIPTION("Guests of an emulated SVM take an injected interrupt once");
MODULE_LICENSE("GPL");
